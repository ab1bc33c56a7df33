package com.auraconnect.orders.cache;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

import com.auraconnect.orders.order.OrderDocument;

/**
 * Encodes an order for Redis: as JSON that a person can read, laid out so that the
 * service need not parse it. The fields for version checks and authorization come first,
 * then the response body as it is.
 * <pre>{@code {"version":3,"tenant_id":1,"location_id":1,"customer_id":null,"order":{...}}}</pre>
 */
final class CacheEntry {

	private static final Pattern HEAD = Pattern.compile(
			"\\{\"version\":(\\d+),\"tenant_id\":(\\d+),\"location_id\":(\\d+),\"customer_id\":(\\d+|null),\"order\":");

	/** Upper bound of the head's length, with five numbers of up to 19 digits. */
	private static final int MAX_HEAD_LENGTH = 160;

	private CacheEntry() {
	}

	static byte[] encode(OrderDocument document) {
		var head = "{\"version\":" + document.version() + ",\"tenant_id\":" + document.tenantId() + ",\"location_id\":"
				+ document.locationId() + ",\"customer_id\":" + document.customerId() + ",\"order\":";
		var entry = new ByteArrayOutputStream(head.length() + document.json().length + 1);
		entry.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
		entry.writeBytes(document.json());
		entry.write('}');
		return entry.toByteArray();
	}

	/** Decodes what {@link #encode} wrote; empty if the bytes have another form. */
	static Optional<OrderDocument> decode(long id, byte[] entry) {
		var start = new String(entry, 0, Math.min(entry.length, MAX_HEAD_LENGTH), StandardCharsets.ISO_8859_1);
		var head = HEAD.matcher(start);
		if (!head.lookingAt()) {
			return Optional.empty();
		}
		var customer = head.group(4).equals("null") ? null : Long.valueOf(head.group(4));
		return Optional.of(new OrderDocument(id, Long.parseLong(head.group(2)), Long.parseLong(head.group(3)), customer,
				Integer.parseInt(head.group(1)), Arrays.copyOfRange(entry, head.end(), entry.length - 1)));
	}

}
