package com.auraconnect.orders.security;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.read.PageStart;

/** Writes and reads the cursors of lists that are sorted by a time and an id. */
public final class PageCursors {

	private final ListCursors cursors;

	/**
	 * Creates the cursors of a kind of list.
	 * @param purpose the kind, such as {@code order-list-cursor}
	 */
	public PageCursors(Signer signer, String purpose) {
		this.cursors = new ListCursors(signer, purpose, Long.BYTES * 2);
	}

	/**
	 * Writes a cursor.
	 * @param filters the filters that are set, by name; no value contains NUL
	 */
	public String write(PageStart position, List<String> filters) {
		var bytes = ByteBuffer.allocate(Long.BYTES * 2)
			.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.time()))
			.putLong(position.id());
		return this.cursors.write(bytes, filters);
	}

	/**
	 * Returns the cursor unchanged.
	 * @throws IllegalArgumentException if this service has not signed it; the message is
	 * for the client
	 */
	public String requireGenuine(String cursor) {
		return this.cursors.requireGenuine(cursor);
	}

	/**
	 * Returns the position of a cursor, null without one.
	 * @throws IllegalArgumentException if this service has not signed it
	 * @throws InvalidRequest if it belongs to another list
	 */
	public @Nullable PageStart read(@Nullable String cursor, List<String> filters) {
		if (cursor == null) {
			return null;
		}
		var position = this.cursors.read(cursor, filters);
		return new PageStart(Instant.EPOCH.plus(position.getLong(), ChronoUnit.MICROS), position.getLong());
	}

}
