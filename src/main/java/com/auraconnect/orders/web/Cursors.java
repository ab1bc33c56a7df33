package com.auraconnect.orders.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.query.OrderList;
import com.auraconnect.orders.query.PageStart;
import com.auraconnect.orders.security.Signer;

/**
 * Writes the place where a page ended as a text that only this service can make, and
 * reads it again. It carries a fingerprint of the list that it belongs to, with its
 * caller's scope: in another list its place means nothing. It does not expire, for the
 * place does not either.
 */
@Component
class Cursors {

	private static final String PURPOSE = "order-list-cursor";

	private static final int FINGERPRINT_LENGTH = 16;

	private static final int LENGTH = Long.BYTES * 2 + FINGERPRINT_LENGTH;

	private final Signer signer;

	Cursors(Signer signer) {
		this.signer = signer;
	}

	String write(PageStart place, OrderList list) {
		var payload = ByteBuffer.allocate(LENGTH)
			.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.time()))
			.putLong(place.id())
			.put(fingerprint(list))
			.array();
		return this.signer.sign(PURPOSE, payload);
	}

	/**
	 * The same text.
	 * @throws IllegalArgumentException if this service has not written it; the message is
	 * for the client
	 */
	String requireGenuine(String cursor) {
		payload(cursor);
		return cursor;
	}

	/**
	 * The place that a cursor stands for, null for none.
	 * @throws IllegalArgumentException if this service has not written it
	 * @throws InvalidRequest if it belongs to another list
	 */
	@Nullable PageStart read(@Nullable String cursor, OrderList list) {
		if (cursor == null) {
			return null;
		}
		var payload = payload(cursor);
		var place = new PageStart(Instant.EPOCH.plus(payload.getLong(), ChronoUnit.MICROS), payload.getLong());
		var fingerprint = new byte[FINGERPRINT_LENGTH];
		payload.get(fingerprint);
		if (!Arrays.equals(fingerprint, fingerprint(list))) {
			throw new InvalidRequest("cursor", "belongs to a list with other filters, or to another caller's");
		}
		return place;
	}

	private ByteBuffer payload(String cursor) {
		return this.signer.verify(PURPOSE, cursor)
			.filter((payload) -> payload.length == LENGTH)
			.map(ByteBuffer::wrap)
			.orElseThrow(() -> new IllegalArgumentException("is not one that this service has given"));
	}

	/**
	 * From what is given only, by name, so that a filter that there may be one day leaves
	 * the cursors of today alone. No value contains the separator.
	 */
	private static byte[] fingerprint(OrderList list) {
		var filter = list.filter();
		var parts = new ArrayList<String>();
		add(parts, "tenant", list.scope().tenantId());
		add(parts, "scope_locations", sorted(list.scope().locationIds()));
		add(parts, "scope_customer", list.scope().customerId());
		add(parts, "statuses", filter.statuses().isEmpty() ? null : sorted(filter.statuses()));
		add(parts, "location", filter.locationId());
		add(parts, "customer", filter.customerId());
		add(parts, "type", filter.orderType());
		add(parts, "from", filter.from());
		add(parts, "to", filter.to());
		add(parts, "updated_after", filter.updatedAfter());
		add(parts, "search", filter.search());
		add(parts, "sort", list.sort());
		add(parts, "direction", list.direction());
		var digest = sha256().digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
		return Arrays.copyOf(digest, FINGERPRINT_LENGTH);
	}

	/** Sets have another order in each process. */
	private static @Nullable Object sorted(@Nullable Collection<?> values) {
		return (values == null) ? null : values.stream().sorted().toList();
	}

	private static void add(List<String> parts, String name, @Nullable Object value) {
		if (value != null) {
			parts.add(name + "=" + value);
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
