package com.auraconnect.orders.saga;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.sandbox.Reservation.State;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Runs sagas on the replica that starts them, and hands failures to the scheduler. */
@ServiceTest
class FirstRunExecutorIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(1);

	private final Sandbox sandbox;

	private final OrderClient till;

	private final ServiceClient client;

	private final JdbcClient database;

	private final Scheduler scheduler;

	FirstRunExecutorIT(Sandbox sandbox, ServiceClient client, TestEnvironment site, Scheduler scheduler) {
		this.sandbox = sandbox;
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
		this.database = site.database();
		this.scheduler = scheduler;
	}

	@AfterEach
	void restore() {
		this.sandbox.reset();
		this.scheduler.resume();
	}

	@Test
	void aFinishedSagaLeavesNoTask() {
		long id = this.till.take(BURGER, "confirmed");

		assertThat(tasks(id)).isZero();
	}

	@Test
	void anOrderChangedDuringTheRunIsConfirmedWithTheChange() {
		this.sandbox.partner("inventory").mode(Mode.SLOW, Duration.ofMillis(300));
		long id = this.till.take(BURGER).required("id").asLong();
		assertThat(this.client.patch("/api/v1/orders/" + id, Map.of("notes", "by the window")).status()).isEqualTo(200);

		JsonNode order = this.till.await(id, "confirmed");
		assertThat(order.required("notes").asText()).isEqualTo("by the window");
		assertThat(order.required("version").asInt()).isEqualTo(3);
		assertThat(this.sandbox.inventory().reservationsOf(id)).hasSize(1);
	}

	@Test
	void anOrderCancelledDuringTheRunStaysCancelledAndHoldsNothing() {
		this.sandbox.partner("inventory").mode(Mode.SLOW, Duration.ofMillis(300));
		long id = this.till.take(BURGER).required("id").asLong();
		await().pollInterval(Duration.ofMillis(10)).until(() -> !this.sandbox.inventory().reservationsOf(id).isEmpty());
		this.till.cancel(id);

		await().untilAsserted(() -> assertThat(tasks(id)).isZero());
		assertThat(this.till.status(id)).isEqualTo("cancelled");
		assertThat(this.sandbox.inventory().reservationsOf(id)).extracting(Reservation::state)
			.containsExactly(State.RELEASED);
	}

	@Test
	void aFailedRunIsLeftToTheSchedulerWithItsReason() {
		this.sandbox.partner("payment").mode(Mode.DOWN);
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();

		await().untilAsserted(() -> assertThat(this.client.get("/api/v1/admin/sagas?state=waiting").at("/data"))
			.anySatisfy((saga) -> {
				assertThat(saga.required("order_id").asLong()).isEqualTo(id);
				assertThat(saga.required("step").asText()).isEqualTo("authorize-card");
				assertThat(saga.required("attempts").asInt()).isPositive();
			}));
		this.sandbox.partner("payment").mode(Mode.UP);
		this.till.await(id, "confirmed");
	}

	@Test
	void aSagaNotRunInlineIsRunByTheScheduler() {
		this.scheduler.pause();
		long id = this.till.take(BURGER).required("id").asLong();
		this.database.sql("UPDATE scheduled_tasks SET execution_time = now() WHERE task_instance = ?")
			.param("1/" + id)
			.update();
		this.scheduler.resume();

		this.till.await(id, "confirmed");
	}

	/** Replicas draw row ids from blocks of their own. */
	@Test
	void rowsWithIdsOfAnotherReplicaKeepTheirOrder() {
		this.sandbox.partner("inventory").mode(Mode.SLOW, Duration.ofMillis(300));
		long id = this.till.take(BURGER).required("id").asLong();
		assertThat(this.client.post("/api/v1/orders/" + id + "/items", Map.of("items", List.of(OrderBody.line(15, 1))))
			.status()).isEqualTo(200);
		this.till.await(id, "confirmed");
		this.database.sql("UPDATE order_items SET id = -id WHERE order_id = ? AND menu_item_id = 15")
			.param(id)
			.update();
		this.database.sql("UPDATE order_status_history SET id = -id WHERE order_id = ? AND to_status = 'confirmed'")
			.param(id)
			.update();

		JsonNode prepared = this.till.move(id, "preparing");
		assertThat(prepared.required("items")).extracting((item) -> item.required("menu_item_id").asInt())
			.containsExactly(10, 15);
		assertThat(prepared.required("status_history")).extracting((change) -> change.required("to_status").asText())
			.containsExactly("pending", "confirmed", "preparing");
	}

	private long tasks(long id) {
		return this.database.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance = ?")
			.param("1/" + id)
			.query(Long.class)
			.single();
	}

}
