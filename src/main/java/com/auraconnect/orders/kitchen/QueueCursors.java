package com.auraconnect.orders.kitchen;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.platform.codec.Sha256;
import com.auraconnect.orders.security.Signer;

/**
 * Writes and reads signed cursors of kitchen queues. A cursor carries a fingerprint of
 * the queue's filters, because its position means nothing in another queue.
 */
@Component
class QueueCursors {

	private static final String PURPOSE = "kitchen-queue-cursor";

	private static final int FINGERPRINT_LENGTH = 16;

	private static final int LENGTH = 1 + Long.BYTES * 2 + FINGERPRINT_LENGTH;

	private final Signer signer;

	QueueCursors(Signer signer) {
		this.signer = signer;
	}

	String write(QueuePosition position, KitchenList list) {
		var payload = ByteBuffer.allocate(LENGTH)
			.put((byte) (position.waiting() ? 1 : 0))
			.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.queuedAt()))
			.putLong(position.orderId())
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
	 * @throws InvalidRequest if it belongs to another queue
	 */
	@Nullable QueuePosition read(@Nullable String cursor, KitchenList list) {
		if (cursor == null) {
			return null;
		}
		var payload = payload(cursor);
		var position = new QueuePosition(payload.get() == 1, Instant.EPOCH.plus(payload.getLong(), ChronoUnit.MICROS),
				payload.getLong());
		var fingerprint = new byte[FINGERPRINT_LENGTH];
		payload.get(fingerprint);
		if (!Arrays.equals(fingerprint, fingerprint(list))) {
			throw new InvalidRequest("cursor", "belongs to a queue with other filters");
		}
		return position;
	}

	private ByteBuffer payload(String cursor) {
		return this.signer.verify(PURPOSE, cursor)
			.filter((payload) -> payload.length == LENGTH)
			.map(ByteBuffer::wrap)
			.orElseThrow(() -> new IllegalArgumentException("is not a cursor of this service"));
	}

	/** Hashes the filters. No value contains the separator. */
	private static byte[] fingerprint(KitchenList list) {
		var statuses = list.statuses().stream().map(WireNames::of).sorted().collect(Collectors.joining(","));
		var filters = String.join("\0", String.valueOf(list.tenantId()), String.valueOf(list.locationId()), statuses,
				(list.station() != null) ? "station=" + list.station() : "", String.valueOf(list.includesRecalled()),
				String.valueOf(list.includesScheduled()));
		return Arrays.copyOf(Sha256.of(filters), FINGERPRINT_LENGTH);
	}

}
