package com.auraconnect.orders.security;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.platform.codec.Sha256;

/**
 * Writes and reads signed cursors of one kind of list. A cursor carries a fingerprint of
 * its list and of the caller's scope, because its position means nothing in another list.
 * It does not expire, because the position does not either.
 */
public final class ListCursors {

	private static final int FINGERPRINT_LENGTH = 16;

	private final Signer signer;

	private final String purpose;

	private final int positionLength;

	/**
	 * Creates the cursors of a kind of list.
	 * @param purpose the kind, such as {@code order-list-cursor}
	 * @param positionLength of each position, in bytes
	 */
	public ListCursors(Signer signer, String purpose, int positionLength) {
		this.signer = signer;
		this.purpose = purpose;
		this.positionLength = positionLength;
	}

	/**
	 * Writes a cursor.
	 * @param position as many bytes as positions of this kind have, from the buffer's
	 * start
	 * @param filters what identifies the list. A filter that is added later must be left
	 * out while it is not set, so that existing cursors stay valid. No value contains NUL
	 */
	public String write(ByteBuffer position, List<String> filters) {
		byte[] payload = ByteBuffer.allocate(this.positionLength + FINGERPRINT_LENGTH)
			.put(position.flip())
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
	 * Returns the position of a cursor.
	 * @throws IllegalArgumentException if this service has not signed it
	 * @throws InvalidRequest if it belongs to another list
	 */
	public ByteBuffer read(String cursor, List<String> filters) {
		byte[] payload = payload(cursor);
		byte[] fingerprint = Arrays.copyOfRange(payload, this.positionLength, payload.length);
		if (!Arrays.equals(fingerprint, fingerprint(filters))) {
			throw new InvalidRequest("cursor", "belongs to a list with other filters or of another caller");
		}
		return ByteBuffer.wrap(payload, 0, this.positionLength);
	}

	private byte[] payload(String cursor) {
		return this.signer.verify(this.purpose, cursor)
			.filter((payload) -> payload.length == this.positionLength + FINGERPRINT_LENGTH)
			.orElseThrow(() -> new IllegalArgumentException("is not a cursor of this service"));
	}

	private static byte[] fingerprint(List<String> filters) {
		return Arrays.copyOf(Sha256.of(String.join("\0", filters)), FINGERPRINT_LENGTH);
	}

}
