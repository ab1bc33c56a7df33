package com.auraconnect.orders.web;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.read.OrderList;
import com.auraconnect.orders.order.read.PageStart;
import com.auraconnect.orders.platform.codec.Sha256;
import com.auraconnect.orders.security.Signer;

/**
 * Writes and reads signed page cursors. A cursor carries a fingerprint of its list and of
 * the caller's scope, because its position means nothing in another list. It does not
 * expire, because the position does not either.
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

	String write(PageStart position, OrderList list) {
		var payload = ByteBuffer.allocate(LENGTH)
			.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.time()))
			.putLong(position.id())
			.put(fingerprint(list))
			.array();
		return this.signer.sign(PURPOSE, payload);
	}

	/**
	 * Returns the cursor unchanged.
	 * @throws IllegalArgumentException if this service has not signed it; the message is
	 * for the client
	 */
	String requireGenuine(String cursor) {
		payload(cursor);
		return cursor;
	}

	/**
	 * Returns the position of a cursor, null without one.
	 * @throws IllegalArgumentException if this service has not signed it
	 * @throws InvalidRequest if it belongs to another list
	 */
	@Nullable PageStart read(@Nullable String cursor, OrderList list) {
		if (cursor == null) {
			return null;
		}
		var payload = payload(cursor);
		var position = new PageStart(Instant.EPOCH.plus(payload.getLong(), ChronoUnit.MICROS), payload.getLong());
		var fingerprint = new byte[FINGERPRINT_LENGTH];
		payload.get(fingerprint);
		if (!Arrays.equals(fingerprint, fingerprint(list))) {
			throw new InvalidRequest("cursor", "belongs to a list with other filters or of another caller");
		}
		return position;
	}

	private ByteBuffer payload(String cursor) {
		return this.signer.verify(PURPOSE, cursor)
			.filter((payload) -> payload.length == LENGTH)
			.map(ByteBuffer::wrap)
			.orElseThrow(() -> new IllegalArgumentException("is not a cursor of this service"));
	}

	/**
	 * Hashes the filters that are set, by name, so that filters added later leave
	 * existing cursors valid. No value contains the separator.
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
		add(parts, "source", filter.source());
		add(parts, "sort", list.sort());
		add(parts, "direction", list.direction());
		return Arrays.copyOf(Sha256.of(String.join("\0", parts)), FINGERPRINT_LENGTH);
	}

	/**
	 * Sorts the values, because the iteration order of sets differs between processes.
	 */
	private static @Nullable Object sorted(@Nullable Collection<?> values) {
		return (values == null) ? null : values.stream().sorted().toList();
	}

	private static void add(List<String> parts, String name, @Nullable Object value) {
		if (value != null) {
			parts.add(name + "=" + value);
		}
	}

}
