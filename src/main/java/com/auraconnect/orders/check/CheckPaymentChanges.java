package com.auraconnect.orders.check;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.codec.Json;

/** Saves checks whose payments have changed, in the transaction of the change. */
@Component
class CheckPaymentChanges {

	private final CheckService service;

	private final CheckRepository checks;

	private final Json json;

	CheckPaymentChanges(CheckService service, CheckRepository checks, Json json) {
		this.service = service;
		this.checks = checks;
		this.json = json;
	}

	/**
	 * Saves a check after a change of one of its payments, with its event.
	 * @param before the check before that
	 * @return the check, which is stored as the response of the request
	 */
	CheckDocument save(CheckCommand target, Check before, long paymentId) {
		var after = before.withChangedPayments(this.service.now());
		this.checks.update(after);
		var document = this.service.answer(target, 200, after);
		this.service.append(after,
				CheckEvent.Updated.of(after, Map.of("payments", payment(document, paymentId)), target.by().actor()));
		return document;
	}

	/**
	 * Returns a payment as events show it: without its refunds, whose reasons would
	 * exceed the size of a message.
	 */
	private List<JsonNode> payment(CheckDocument check, long paymentId) {
		return this.json.tree(check.json())
			.required("payments")
			.valueStream()
			.filter((candidate) -> candidate.required("id").asLong() == paymentId)
			.<JsonNode>map((payment) -> ((ObjectNode) payment).without("refunds"))
			.toList();
	}

}
