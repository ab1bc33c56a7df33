package com.auraconnect.orders.security;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.read.PageStart;
import com.auraconnect.orders.platform.codec.Sha256;

/**
 * Writes and reads signed page cursors of one kind of list. A cursor carries a
 * fingerprint of its list and of the caller's scope, because its position means nothing
 * in another list. It does not expire, because the position does not either.
 */
public final class PageCursors {

	private static final int FINGERPRINT_LENGTH = 16;

	private static final int LENGTH = Long.BYTES * 2 + FINGERPRINT_LENGTH;

	private final Signer signer;

	private final String purpose;

	/**
	 * @param purpose the kind of list, such as {@code order-list-cursor}
	 */
	public PageCursors(Signer signer, String purpose) {
		this.signer = signer;
		this.purpose = purpose;
	}

	/**
	 * Writes a cursor.
	 * @param filters the filters that are set, by name, so that filters added later leave
	 * existing cursors valid. No value contains NUL
	 */
	public String write(PageStart position, List<String> filters) {
		var payload = ByteBuffer.allocate(LENGTH)
			.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.time()))
			.putLong(position.id())
			.put(fingerprint(filters))
			.array();
		return this.signer.sign(this.purpose, payload);
	}

	/**
	 * Returns the cursor unchanged.
	 * @throws IllegalArgumentException if this service has not signed it; the message is
	 * for the client
	 */
	public String requireGenuine(String cursor) {
		payload(cursor);
		return cursor;
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
		var payload = payload(cursor);
		var position = new PageStart(Instant.EPOCH.plus(payload.getLong(), ChronoUnit.MICROS), payload.getLong());
		var fingerprint = new byte[FINGERPRINT_LENGTH];
		payload.get(fingerprint);
		if (!Arrays.equals(fingerprint, fingerprint(filters))) {
			throw new InvalidRequest("cursor", "belongs to a list with other filters or of another caller");
		}
		return position;
	}

	private ByteBuffer payload(String cursor) {
		return this.signer.verify(this.purpose, cursor)
			.filter((payload) -> payload.length == LENGTH)
			.map(ByteBuffer::wrap)
			.orElseThrow(() -> new IllegalArgumentException("is not a cursor of this service"));
	}

	private static byte[] fingerprint(List<String> filters) {
		return Arrays.copyOf(Sha256.of(String.join("\0", filters)), FINGERPRINT_LENGTH);
	}

}
