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

	/** 200 with the order and its version as {@code ETag}. */
	public static ResponseEntity<byte[]> ok(OrderDocument order) {
		return ResponseEntity.ok().eTag(eTag(order)).body(order.json());
	}

	/** 201 with the order, its version as {@code ETag} and its {@code Location}. */
	public static ResponseEntity<byte[]> created(OrderDocument order) {
		return ResponseEntity.created(URI.create("/api/v1/orders/" + order.id())).eTag(eTag(order)).body(order.json());
	}

	private static String eTag(OrderDocument order) {
		return "\"" + order.version() + "\"";
	}

}
