package com.auraconnect.orders.kitchen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.codec.Json;

/** Assembles a page of a queue from the orders as JSON, without parsing them. */
@Component
class QueueResponse {

	/** Upper bound of the bytes around the orders. */
	private static final int AROUND_DATA = 512;

	private final Json json;

	QueueResponse(Json json) {
		this.json = json;
	}

	private record Meta(long sequence, int limit, @Nullable String nextCursor, boolean hasMore) {
	}

	/** Writes a page with the cursor of the next one. */
	byte[] write(QueuePage page, @Nullable String nextCursor) {
		var body = new ByteArrayOutputStream(page.orders().length + AROUND_DATA);
		append(body, "{\"data\":");
		body.writeBytes(page.orders());
		append(body, ",\"meta\":");
		body.writeBytes(this.json.bytes(new Meta(page.sequence(), page.limit(), nextCursor, nextCursor != null)));
		append(body, "}");
		return body.toByteArray();
	}

	private static void append(ByteArrayOutputStream body, String text) {
		body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
	}

}
