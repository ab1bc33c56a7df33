package com.auraconnect.orders.web;

import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.events.OrderEvents;
import com.auraconnect.orders.security.Caller;

/**
 * What subscribers have been told, or are about to be told, of an order. Not for
 * customers.
 */
@RestController
class OrderEventsController {

	private final VisibleOrders orders;

	private final OrderEvents events;

	OrderEventsController(VisibleOrders orders, OrderEvents events) {
		this.orders = orders;
		this.events = events;
	}

	@GetMapping(path = "/api/v1/orders/{id}/events", produces = MediaType.APPLICATION_JSON_VALUE)
	String events(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		var order = this.orders.get(caller, id);
		return "{\"data\":[" + String.join(",", this.events.of(order.tenantId(), order.id())) + "]}";
	}

}
