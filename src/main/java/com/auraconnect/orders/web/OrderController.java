package com.auraconnect.orders.web;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.OrderResponses;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.idempotency.ResponseRecorderAttribute;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderEditing;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.OrderService;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.security.Caller;

/**
 * Serves single orders. Every command answers with the whole order and its version as the
 * {@code ETag}.
 */
@RestController
@RequestMapping(path = "/api/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {

	private final OrderService service;

	private final OrderEditing editing;

	private final OrderPlacing placing;

	private final VisibleOrders orders;

	private final OrderMeters meters;

	private final Json json;

	OrderController(OrderService service, OrderEditing editing, OrderPlacing placing, VisibleOrders orders,
			OrderMeters meters, Json json) {
		this.service = service;
		this.editing = editing;
		this.placing = placing;
		this.orders = orders;
		this.meters = meters;
		this.json = json;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> create(@AuthenticationPrincipal Caller caller,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody OrderRequest body) {
		return this.meters.time("create",
				() -> OrderResponses.created(this.placing.place(caller, body, null, recorder)));
	}

	@PostMapping(path = "/calculate", consumes = MediaType.APPLICATION_JSON_VALUE)
	CalculationView calculate(@AuthenticationPrincipal Caller caller, @ValidBody OrderRequest body) {
		return this.meters.time("calculate", () -> this.placing.calculate(caller, body));
	}

	@GetMapping("/{id}")
	ResponseEntity<byte[]> get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return this.meters.time("get", () -> OrderResponses.ok(this.orders.get(caller, id)));
	}

	@GetMapping("/{id}/history")
	Map<String, JsonNode> history(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return Map.of("data", this.json.tree(this.orders.get(caller, id).json()).required("status_history"));
	}

	@PatchMapping(path = "/{id}", consumes = { "application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE })
	ResponseEntity<byte[]> patch(OrderCommandContext target, @ValidBody PatchRequest body) {
		return this.meters.time("patch", () -> OrderResponses.ok(this.editing.amend(target, body.toPatch())));
	}

	@PutMapping(path = "/{id}/status", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> changeStatus(OrderCommandContext target, @ValidBody StatusRequest body) {
		return this.meters.time("change_status",
				() -> OrderResponses.ok(this.service.changeStatus(target, body.toUpdate())));
	}

	@PostMapping(path = "/{id}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> cancel(OrderCommandContext target, @ValidBody CancelRequest body) {
		return this.meters.time("cancel", () -> OrderResponses.ok(this.service.cancel(target, body.toCancellation())));
	}

}
