package com.auraconnect.orders.web;

import java.net.URI;

import org.springframework.http.ResponseEntity;

import com.auraconnect.orders.order.OrderDocument;

/**
 * Builds responses from an order's stored document, with its version as the {@code ETag}.
 */
final class OrderResponses {

	private OrderResponses() {
	}

	static ResponseEntity<byte[]> ok(OrderDocument order) {
		return ResponseEntity.ok().eTag(eTag(order)).body(order.json());
	}

	static ResponseEntity<byte[]> created(OrderDocument order) {
		return ResponseEntity.created(URI.create("/api/v1/orders/" + order.id())).eTag(eTag(order)).body(order.json());
	}

	private static String eTag(OrderDocument order) {
		return "\"" + order.version() + "\"";
	}

}
