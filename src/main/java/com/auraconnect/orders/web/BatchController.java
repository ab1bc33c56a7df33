package com.auraconnect.orders.web;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.BodySize;
import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.idempotency.ResponseRecorderAttribute;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.read.AnswerSettings;
import com.auraconnect.orders.security.Caller;

/** Creates the orders of a terminal that was offline. */
@RestController
class BatchController {

	private final BatchPlacing placing;

	private final AnswerSettings answers;

	private final OrderMeters meters;

	BatchController(BatchPlacing placing, AnswerSettings answers, OrderMeters meters) {
		this.placing = placing;
		this.answers = answers;
		this.meters = meters;
	}

	/** Results in the order of the request. */
	record BatchResponse(List<BatchPlacing.Result> results) {
	}

	/**
	 * Places the orders, each under its own idempotency key. The response is stored under
	 * the key of the batch only if no result can change on a retry.
	 */
	@LargeAnswer(LargeAnswer.Kind.BATCH)
	@PostMapping(path = "/api/v1/orders/batch", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	BatchResponse place(@AuthenticationPrincipal Caller caller,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody(BodySize.BATCH) BatchRequest body) {
		return this.meters.time("create_batch", () -> {
			List<JsonNode> orders = body.orders();
			var batch = new Batch(caller, this.answers.batch().toBytes());
			var placed = orders.stream().map((order) -> this.placing.place(batch, order)).toList();
			if (placed.stream().anyMatch(BatchPlacing.Placed::isTransient)) {
				recorder.doNotStore();
			}
			return new BatchResponse(placed.stream().map(BatchPlacing.Placed::result).toList());
		});
	}

}
