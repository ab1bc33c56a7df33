package com.auraconnect.orders.saga;

import java.util.Map;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The partner calls of the sagas, with their setup, trigger and expected outcome. */
enum SagaStep {

	RESERVE("inventory", "reserve") {

		@Override
		long cause(OrderClient till, long ignored) {
			return id(till.take(UNPAID));
		}

		@Override
		void requireEnd(JsonNode order, Sandbox sandbox) {
			requireOrder(order, "confirmed", "unpaid", "pending", "confirmed");
			requireStock(order, sandbox, Reservation.State.HELD);
			assertThat(sandbox.payment().authorizationsOf(id(order))).isEmpty();
		}

	},

	AUTHORIZE("payment", "authorize") {

		@Override
		long cause(OrderClient till, long ignored) {
			return id(till.take(BY_CARD));
		}

		@Override
		void requireEnd(JsonNode order, Sandbox sandbox) {
			requireOrder(order, "confirmed", "authorized", "pending", "confirmed");
			requireStock(order, sandbox, Reservation.State.HELD);
			requireCard(order, sandbox, Authorization.State.AUTHORIZED);
		}

	},

	RELEASE("inventory", "release") {

		@Override
		long prepare(OrderClient till) {
			return till.take(UNPAID, "confirmed");
		}

		@Override
		long cause(OrderClient till, long id) {
			return id(till.cancel(id));
		}

		@Override
		void requireEnd(JsonNode order, Sandbox sandbox) {
			requireOrder(order, "cancelled", "unpaid", "pending", "confirmed", "cancelled");
			requireStock(order, sandbox, Reservation.State.RELEASED);
		}

	},

	VOID("payment", "void") {

		@Override
		long prepare(OrderClient till) {
			return till.take(BY_CARD, "confirmed");
		}

		@Override
		long cause(OrderClient till, long id) {
			return id(till.cancel(id));
		}

		@Override
		void requireEnd(JsonNode order, Sandbox sandbox) {
			requireOrder(order, "cancelled", "unpaid", "pending", "confirmed", "cancelled");
			requireStock(order, sandbox, Reservation.State.RELEASED);
			requireCard(order, sandbox, Authorization.State.VOIDED);
		}

	},

	COMMIT("inventory", "commit") {

		@Override
		long prepare(OrderClient till) {
			return id(till.move(till.take(UNPAID, "confirmed"), "preparing", "ready"));
		}

		@Override
		long cause(OrderClient till, long id) {
			return id(till.move(id, "completed"));
		}

		@Override
		void requireEnd(JsonNode order, Sandbox sandbox) {
			requireOrder(order, "completed", "unpaid", SERVED);
			requireStock(order, sandbox, Reservation.State.COMMITTED);
		}

	},

	CAPTURE("payment", "capture") {

		@Override
		long prepare(OrderClient till) {
			return id(till.move(till.take(BY_CARD, "confirmed"), "preparing", "ready"));
		}

		@Override
		long cause(OrderClient till, long id) {
			return id(till.move(id, "completed"));
		}

		@Override
		void requireEnd(JsonNode order, Sandbox sandbox) {
			requireOrder(order, "completed", "paid", SERVED);
			requireStock(order, sandbox, Reservation.State.COMMITTED);
			requireCard(order, sandbox, Authorization.State.CAPTURED);
			assertThat(sandbox.payment().authorizationsOf(id(order)).getFirst().captured())
				.isEqualByComparingTo(order.required("total_amount").asText());
		}

	},

	REFUND("payment", "refund") {

		@Override
		long prepare(OrderClient till) {
			long id = id(till.serve(till.take(BY_CARD, "confirmed")));
			till.await(id, (order) -> order.required("payment_status").asText().equals("paid"));
			return id;
		}

		@Override
		long cause(OrderClient till, long id) {
			long payment = till.order(id).at("/payments/0/id").asLong();
			till.client()
				.post("/api/v1/orders/" + id + "/refunds",
						Map.of("payment_id", payment, "amount", "1.00", "reason", "cold"));
			return id;
		}

		@Override
		void requireEnd(JsonNode order, Sandbox sandbox) {
			requireOrder(order, "completed", "partially_paid", SERVED);
			assertThat(order.at("/payments/0/refunds")).hasSize(1);
			assertThat(order.at("/payments/0/refunds/0/status").asText()).isEqualTo("done");
			assertThat(sandbox.payment().authorizationsOf(id(order))).singleElement()
				.satisfies((charged) -> assertThat(charged.refunded()).isEqualByComparingTo("1.00"));
		}

	};

	private static final String[] SERVED = { "pending", "confirmed", "preparing", "ready", "completed" };

	private static final OrderBody UNPAID = OrderBody.burgerAt(1);

	private static final OrderBody BY_CARD = UNPAID.paidByCard("tok_ok");

	private final String partner;

	private final String key;

	SagaStep(String partner, String key) {
		this.partner = partner;
		this.key = key;
	}

	String partner() {
		return this.partner;
	}

	/** Whether the call belongs to this step of the order. */
	boolean isCall(RecordedCall call, long orderId) {
		return call.idempotencyKey() != null
				&& call.idempotencyKey().startsWith("order-%d-%s".formatted(orderId, this.key));
	}

	/** Pattern of the idempotency key of this step's calls. */
	String keyFor(JsonNode order) {
		var ofOrder = "order-%d-%s".formatted(id(order), this.key);
		return switch (this) {
			case RESERVE -> ofOrder + "-1";
			case COMMIT -> ofOrder + "-1-[0-9a-f]{12}";
			case RELEASE -> ofOrder + "-[0-9a-f]{12}";
			case AUTHORIZE, VOID, CAPTURE -> ofOrder + "-" + order.at("/payments/0/id").asLong();
			case REFUND -> ofOrder + "-" + order.at("/payments/0/refunds/0/id").asLong();
		};
	}

	/** Brings an order to the state before the step. */
	long prepare(OrderClient till) {
		return 0;
	}

	/** Triggers the step. */
	abstract long cause(OrderClient till, long id);

	/** Checks that the order and the partners' records are as expected. */
	abstract void requireEnd(JsonNode order, Sandbox sandbox);

	static long id(JsonNode order) {
		return order.required("id").asLong();
	}

	private static void requireOrder(JsonNode order, String status, String paymentStatus, String... history) {
		assertThat(order.required("status").asText()).isEqualTo(status);
		assertThat(order.required("payment_status").asText()).isEqualTo(paymentStatus);
		assertThat(order.required("degraded").valueStream().map(JsonNode::asText)).doesNotContain("inventory");
		assertThat(
				order.required("status_history").valueStream().map((change) -> change.required("to_status").asText()))
			.containsExactly(history);
	}

	private static void requireStock(JsonNode order, Sandbox sandbox, Reservation.State state) {
		assertThat(sandbox.inventory().reservationsOf(id(order))).singleElement()
			.extracting(Reservation::state)
			.isEqualTo(state);
	}

	private static void requireCard(JsonNode order, Sandbox sandbox, Authorization.State state) {
		assertThat(sandbox.payment().authorizationsOf(id(order))).singleElement()
			.extracting(Authorization::state)
			.isEqualTo(state);
	}

}
