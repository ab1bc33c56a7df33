package com.auraconnect.orders.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.read.TrackingQuery;

/** Serves a guest's view of an order. The tracking code is the only credential. */
@RestController
class TrackingController {

	private final TrackingQuery query;

	private final OrderMeters meters;

	TrackingController(TrackingQuery query, OrderMeters meters) {
		this.query = query;
		this.meters = meters;
	}

	@GetMapping(path = "/api/v1/track/{trackingCode}", produces = MediaType.APPLICATION_JSON_VALUE)
	String track(@PathVariable String trackingCode) {
		return this.meters.time("track", () -> this.query.find(trackingCode)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
	}

}
