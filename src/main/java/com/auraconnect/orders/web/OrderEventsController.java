package com.auraconnect.orders.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.feed.OrderEvents;
import com.auraconnect.orders.http.DataWriter;
import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.security.Caller;

/**
 * Serves the events of an order, published ones and those about to be. Closed to
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

	@LargeAnswer(LargeAnswer.Kind.PAGE)
	@GetMapping(path = "/api/v1/orders/{id}/events", produces = MediaType.APPLICATION_JSON_VALUE)
	void events(@AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletResponse response)
			throws IOException {
		var order = this.orders.get(caller, id);
		var part = this.events.after(order.tenantId(), order.id(), 0);
		var data = new DataWriter(response);
		while (!part.isEmpty()) {
			for (var event : part) {
				data.add(event.message().getBytes(StandardCharsets.UTF_8));
			}
			part = this.events.after(order.tenantId(), order.id(), part.getLast().id());
		}
		data.close();
	}

}
