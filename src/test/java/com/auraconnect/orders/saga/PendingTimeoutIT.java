package com.auraconnect.orders.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.order.PendingOrders;
import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Cancels orders that were not confirmed in time, and releases what they hold. */
@OutageTest
class PendingTimeoutIT {

	private static final Duration TIMEOUT = Duration.ofMinutes(120);

	/** Location 2 confirms its orders by hand. */
	private static final OrderBody UNCONFIRMED = OrderBody.burgerAt(2).paidByCard("tok_ok");

	private final TestEnvironmentControls controls;

	private final Sandbox sandbox;

	private final ServiceClient client;

	private final OrderClient till;

	private final PendingOrders pending;

	private final JdbcClient database;

	PendingTimeoutIT(TestEnvironmentControls controls, ServiceClient client, PendingOrders pending,
			TestEnvironment site) {
		this.controls = controls;
		this.sandbox = controls.sandbox();
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
		this.pending = pending;
		this.database = site.database();
	}

	@BeforeEach
	void restorePartners() {
		this.controls.restore();
	}

	@Test
	void anUnconfirmedOrderIsCancelled() {
		long id = this.till.take(UNCONFIRMED).required("id").asLong();
		this.till.await(id, (order) -> order.required("payment_status").asText().equals("authorized"));
		age(id, TIMEOUT.minusMinutes(1));
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(id)).isEqualTo("pending");
		age(id, TIMEOUT.plusMinutes(1));
		this.pending.cancelOverdue(TIMEOUT);
		JsonNode cancelled = this.till.order(id);
		assertThat(cancelled.required("status").asText()).isEqualTo("cancelled");
		assertThat(cancelled.at("/cancellation/reason").asText()).isEqualTo("timeout");
		assertThat(cancelled.at("/status_history/1/changed_by").asText()).isEqualTo("system");
		awaitNothingHeld(id);
	}

	@Test
	void anOrderWithAnUnansweredCardIsCancelledAndItsCardVoided() {
		this.sandbox.partner("payment").mode(Mode.SLOW, Duration.ofSeconds(5));
		long id = this.till.take(OrderBody.burgerAt(1).paidByCard("tok_ok")).required("id").asLong();
		patiently().until(() -> !this.sandbox.payment().authorizationsOf(id).isEmpty());
		age(id, TIMEOUT.plusMinutes(1));
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(id)).isEqualTo("cancelled");
		this.sandbox.partner("payment").mode(Mode.UP);
		awaitNothingHeld(id);
	}

	/** The order is for the day after tomorrow. */
	@Test
	void theTimeoutOfAScheduledOrderStartsWhenItIsToBeFired() {
		Instant due = this.controls.clock().instant().plus(Duration.ofDays(2));
		long id = this.till.take(UNCONFIRMED.with("scheduled_for", due.toString())).required("id").asLong();
		age(id, TIMEOUT.plusMinutes(1));
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(id)).isEqualTo("pending");
		this.database.sql("UPDATE orders SET fire_at = now() - make_interval(secs => ?) WHERE id = ?")
			.params(TIMEOUT.minusMinutes(1).toSeconds(), id)
			.update();
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(id)).isEqualTo("pending");
		this.database.sql("UPDATE orders SET fire_at = now() - make_interval(secs => ?) WHERE id = ?")
			.params(TIMEOUT.plusMinutes(1).toSeconds(), id)
			.update();
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(id)).isEqualTo("cancelled");
	}

	@Test
	void aConfirmedOrderIsNotCancelled() {
		long id = this.till.take(UNCONFIRMED).required("id").asLong();
		this.till.move(id, "confirmed");
		age(id, TIMEOUT.plusHours(1));
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(id)).isEqualTo("confirmed");
	}

	/** The order was taken hours ago by an offline terminal that has just reconnected. */
	@Test
	void theTimeoutStartsWhenTheOrderIsReceived() {
		Instant earlier = this.controls.clock().instant().minus(TIMEOUT.plusHours(1));
		Map<String, Object> order = OrderBody.burgerAt(2)
			.with("idempotency_key", "offline-" + earlier.toEpochMilli())
			.with("placed_at", earlier.toString())
			.fields();
		long id = this.client.post("/api/v1/orders/batch", Map.of("orders", List.of(order)))
			.json()
			.at("/results/0/order/id")
			.asLong();
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(id)).isEqualTo("pending");
	}

	@Test
	void aReplicaWhoseClockIsWrongCancelsNothing() {
		long before = this.till.take(UNCONFIRMED).required("id").asLong();
		this.controls.clock().advance(TIMEOUT.plusMinutes(1));
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(before)).isEqualTo("pending");
		this.controls.restore();
		this.controls.clock().advance(TIMEOUT.plusMinutes(1).negated());
		long fromSlowClock = this.till.take(UNCONFIRMED).required("id").asLong();
		this.controls.restore();
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(fromSlowClock)).isEqualTo("pending");
	}

	@Test
	void anOrderThatCannotBeCancelledDoesNotHoldUpOthers() {
		long broken = this.till.take(UNCONFIRMED).required("id").asLong();
		long other = this.till.take(UNCONFIRMED).required("id").asLong();
		age(broken, TIMEOUT.plusMinutes(2));
		age(other, TIMEOUT.plusMinutes(1));
		this.database
			.sql("ALTER TABLE orders ADD CONSTRAINT never_cancelled CHECK (id <> %d OR status <> 'cancelled') NOT VALID"
				.formatted(broken))
			.update();
		try {
			assertThat(this.pending.cancelOverdue(TIMEOUT)).isEqualTo(1);
			assertThat(this.till.status(other)).isEqualTo("cancelled");
			assertThat(this.till.status(broken)).isEqualTo("pending");
		}
		finally {
			this.database.sql("ALTER TABLE orders DROP CONSTRAINT never_cancelled").update();
		}
		this.pending.cancelOverdue(TIMEOUT);
		assertThat(this.till.status(broken)).isEqualTo("cancelled");
	}

	@Test
	void theTimeoutTaskIsScheduled() {
		assertThat(this.database.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'cancel-overdue-orders'")
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	/** Sets the order's age, by the database's clock. */
	private void age(long id, Duration age) {
		this.database.sql("UPDATE orders SET received_at = now() - make_interval(secs => ?) WHERE id = ?")
			.params(age.toSeconds(), id)
			.update();
	}

	/**
	 * The scheduler uses the machine's clock, which tests cannot set, so the tasks are
	 * made due.
	 */
	private void awaitNothingHeld(long id) {
		this.database.sql("UPDATE scheduled_tasks SET execution_time = now() WHERE task_instance = ?")
			.param("1/" + id)
			.update();
		patiently().untilAsserted(() -> {
			assertThat(this.sandbox.payment().authorizationsOf(id)).singleElement()
				.extracting(Authorization::state)
				.isEqualTo(Authorization.State.VOIDED);
			assertThat(this.sandbox.inventory().reservationsOf(id)).singleElement()
				.extracting(Reservation::state)
				.isEqualTo(Reservation.State.RELEASED);
		});
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
	}

}
