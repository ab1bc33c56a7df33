package com.auraconnect.orders.adjustment;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.OrderResponses;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderMeters;

/** Serves the adjustments of an order. Closed to customers. */
@RestController
@RequestMapping(path = "/api/v1/orders/{id}/adjustments", produces = MediaType.APPLICATION_JSON_VALUE)
class AdjustmentController {

	private final OrderAdjustments adjustments;

	private final OrderMeters meters;

	AdjustmentController(OrderAdjustments adjustments, OrderMeters meters) {
		this.adjustments = adjustments;
		this.meters = meters;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> adjust(OrderCommandContext target, @ValidBody AdjustmentRequest body) {
		return this.meters.time("adjust",
				() -> OrderResponses.ok(this.adjustments.adjust(target, body.toAdjustment())));
	}

	@DeleteMapping("/{adjustmentId}")
	ResponseEntity<byte[]> remove(OrderCommandContext target, @PathVariable String adjustmentId) {
		return this.meters.time("remove_adjustment",
				() -> OrderResponses.ok(this.adjustments.remove(target, PathId.parse(adjustmentId))));
	}

}
