package com.auraconnect.orders.http;

import java.net.URI;

import org.springframework.http.ResponseEntity;

import com.auraconnect.orders.order.OrderDocument;

/**
 * Builds responses from an order's stored document, with its version as the {@code ETag}.
 */
public final class OrderResponses {

	private OrderResponses() {
	}

	public static ResponseEntity<byte[]> ok(OrderDocument order) {
		return ResponseEntity.ok().eTag(eTag(order)).body(order.json());
	}

	public static ResponseEntity<byte[]> created(OrderDocument order) {
		return ResponseEntity.created(URI.create("/api/v1/orders/" + order.id())).eTag(eTag(order)).body(order.json());
	}

	private static String eTag(OrderDocument order) {
		return "\"" + order.version() + "\"";
	}

}
