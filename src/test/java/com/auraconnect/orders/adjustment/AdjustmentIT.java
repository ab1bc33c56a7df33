package com.auraconnect.orders.adjustment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Adjustments over HTTP. A burger costs 12.99, with tax 14.16. */
@ServiceTest
class AdjustmentIT {

	private static final Map<String, Object> DISCOUNT = Map.of("kind", "discount", "name", "Manager", "type", "fixed",
			"value", "10.00", "reason", "long wait", "approved_by", "manager-2");

	private final ServiceClient client;

	private final OrderClient till;

	AdjustmentIT(ServiceClient client) {
		this.client = client.staff(1, 2L);
		this.till = new OrderClient(this.client);
	}

	@Test
	void aDiscountIsGivenAndTakenBack() {
		var order = this.till.take(OrderBody.burgerAt(2));
		long id = order.required("id").asLong();

		var adjusted = accepted(adjust(id, DISCOUNT));

		assertThat(adjusted.required("discount_amount").asText()).isEqualTo("10.00");
		assertThat(adjusted.required("tax_amount").asText()).isEqualTo("0.27");
		assertThat(adjusted.required("total_amount").asText()).isEqualTo("3.26");
		var adjustment = adjusted.at("/adjustments/0");
		assertThat(adjustment.required("amount").asText()).isEqualTo("10.00");
		assertThat(adjustment.required("reason").asText()).isEqualTo("long wait");
		assertThat(adjustment.required("approved_by").asText()).isEqualTo("manager-2");
		assertThat(adjustment.required("by").asText()).isNotEmpty();
		assertThat(this.till.order(id)).isEqualTo(adjusted);

		var back = accepted(this.client.delete(path(id) + "/" + adjustment.required("id").asLong()));
		assertThat(back.required("adjustments")).isEmpty();
		assertThat(back.required("total_amount").asText()).isEqualTo("14.16");
		assertThat(this.client.delete(path(id) + "/" + adjustment.required("id").asLong()).status()).isEqualTo(404);
	}

	@Test
	void aLineIsSoldAtAnotherPrice() {
		var order = this.till.take(OrderBody.burgerAt(2).and(OrderBody.line(20, 2)));
		long id = order.required("id").asLong();
		var price = new HashMap<>(DISCOUNT);
		price.put("kind", "price");
		price.put("value", "3.00");
		price.put("item_id", order.at("/items/1/id"));

		var adjusted = accepted(adjust(id, price));

		assertThat(adjusted.at("/items/1/unit_price").asText()).isEqualTo("3.00");
		assertThat(adjusted.at("/items/1/subtotal").asText()).isEqualTo("6.00");
		assertThat(adjusted.at("/adjustments/0/amount").asText()).isEqualTo("3.98");
		assertThat(this.till.order(id)).isEqualTo(adjusted);
	}

	@Test
	void aCompletedOrderIsAdjusted() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		this.client.post("/api/v1/orders/" + id + "/payments", Map.of("method", "cash", "amount", "14.16"));
		this.till.move(id, "confirmed", "preparing", "ready", "completed");

		var adjusted = accepted(adjust(id, DISCOUNT));

		assertThat(adjusted.required("balance").asText()).isEqualTo("-10.90");
		assertThat(adjusted.required("payment_status").asText()).isEqualTo("paid");
	}

	@Test
	void aRepetitionAdjustsOnce() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		var keyed = this.client.withKey(UUID.randomUUID().toString());

		var first = keyed.post(path(id), DISCOUNT);
		var second = keyed.post(path(id), DISCOUNT);

		assertThat(second.isReplay()).isTrue();
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(this.till.order(id).required("adjustments")).hasSize(1);
	}

	@Test
	void allFaultsAreReportedAtOnce() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();

		var price = adjust(id, Map.of("kind", "price", "name", "Manager", "type", "percentage", "value", "101"));
		assertThat(fields(price)).containsExactlyInAnyOrder("item_id", "type", "value", "reason");
		var charge = adjust(id, Map.of("kind", "service_charge", "item_id", 1, "name", " ", "type", "fixed", "value",
				"-1.00", "reason", "party"));
		assertThat(fields(charge)).containsExactlyInAnyOrder("item_id", "name", "value");
		var unknown = new HashMap<>(DISCOUNT);
		unknown.put("item_id", 999_999_999);
		assertThat(fields(adjust(id, unknown))).containsExactly("item_id");
		var gift = new HashMap<>(DISCOUNT);
		gift.put("kind", "gift");
		assertThat(fields(adjust(id, gift))).containsExactly("kind");
		var tooFine = new HashMap<>(DISCOUNT);
		tooFine.putAll(Map.of("type", "fixed", "value", "1.001"));
		assertThat(fields(adjust(id, tooFine))).containsExactly("value");
		var tooExpensive = new HashMap<>(DISCOUNT);
		tooExpensive.put("kind", "service_charge");
		tooExpensive.put("value", "99999999.99");
		assertThat(fields(adjust(id, tooExpensive))).containsExactly("value");
		assertThat(this.till.order(id).required("version").asInt()).isOne();
	}

	@Test
	void aCancelledOrderIsNotAdjusted() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		this.till.cancel(id);

		assertThat(adjust(id, DISCOUNT).text("/code")).isEqualTo("INVALID_STATE");
	}

	private Answer adjust(long id, Map<String, ?> adjustment) {
		return this.client.post(path(id), adjustment);
	}

	private static List<String> fields(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(400);
		return answer.json().required("errors").findValuesAsText("field");
	}

	private static JsonNode accepted(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		return answer.json();
	}

	private static String path(long id) {
		return "/api/v1/orders/" + id + "/adjustments";
	}

}
