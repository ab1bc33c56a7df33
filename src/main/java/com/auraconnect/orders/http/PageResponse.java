package com.auraconnect.orders.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.read.OrderPage;
import com.auraconnect.orders.platform.codec.Json;

/** Assembles pages of lists from the stored documents, without parsing them. */
@Component
public class PageResponse {

	/** Upper bound of the bytes around the documents. */
	private static final int AROUND_DATA = 512;

	private final Json json;

	PageResponse(Json json) {
		this.json = json;
	}

	private record Meta(int pageSize, @Nullable String nextCursor, boolean hasMore) {
	}

	/** Writes a page with the cursor of the next one. */
	public byte[] write(OrderPage page, int pageSize, @Nullable String nextCursor) {
		var body = dataOf(page.orders());
		append(body, ",\"meta\":");
		body.writeBytes(this.json.bytes(new Meta(pageSize, nextCursor, nextCursor != null)));
		append(body, "}");
		return body.toByteArray();
	}

	private static ByteArrayOutputStream dataOf(List<OrderDocument> orders) {
		var length = orders.stream().mapToInt((order) -> order.json().length + 1).sum();
		var body = new ByteArrayOutputStream(length + AROUND_DATA);
		append(body, "{\"data\":[");
		for (int i = 0; i < orders.size(); i++) {
			append(body, (i > 0) ? "," : "");
			body.writeBytes(orders.get(i).json());
		}
		append(body, "]");
		return body;
	}

	private static void append(ByteArrayOutputStream body, String text) {
		body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
	}

}
