package com.auraconnect.orders.kitchen;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.security.ListCursors;
import com.auraconnect.orders.security.Signer;

/** Writes and reads the cursors of kitchen queues. */
@Component
class QueueCursors {

	private static final int POSITION_LENGTH = 1 + Long.BYTES * 2;

	private final ListCursors cursors;

	QueueCursors(Signer signer) {
		this.cursors = new ListCursors(signer, "kitchen-queue-cursor", POSITION_LENGTH);
	}

	String write(QueuePosition position, KitchenFilter list) {
		var bytes = ByteBuffer.allocate(POSITION_LENGTH)
			.put((byte) (position.waiting() ? 1 : 0))
			.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.queuedAt()))
			.putLong(position.orderId());
		return this.cursors.write(bytes, filters(list));
	}

	/**
	 * Returns the cursor unchanged.
	 * @throws IllegalArgumentException if this service has not signed it; the message is
	 * for the client
	 */
	String requireGenuine(String cursor) {
		return this.cursors.requireGenuine(cursor);
	}

	/**
	 * Returns the position of a cursor, null without one.
	 * @throws IllegalArgumentException if this service has not signed it
	 * @throws InvalidRequest if it belongs to another queue
	 */
	@Nullable QueuePosition read(@Nullable String cursor, KitchenFilter list) {
		if (cursor == null) {
			return null;
		}
		var position = this.cursors.read(cursor, filters(list));
		return new QueuePosition(position.get() == 1, Instant.EPOCH.plus(position.getLong(), ChronoUnit.MICROS),
				position.getLong());
	}

	private static List<String> filters(KitchenFilter list) {
		var statuses = list.statuses().stream().map(WireNames::of).sorted().collect(Collectors.joining(","));
		return List.of(String.valueOf(list.tenantId()), String.valueOf(list.locationId()), statuses,
				(list.station() != null) ? "station=" + list.station() : "", String.valueOf(list.includesRecalled()),
				String.valueOf(list.includesScheduled()));
	}

}
