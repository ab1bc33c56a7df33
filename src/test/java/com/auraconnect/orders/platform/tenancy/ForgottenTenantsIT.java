package com.auraconnect.orders.platform.tenancy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service whose statements all lack the tenant condition: callers of tenant 1 try to
 * reach an order of tenant 2.
 */
@ServiceTest
@Import(ForgottenTenants.class)
class ForgottenTenantsIT {

	private static final Logger log = LoggerFactory.getLogger(ForgottenTenantsIT.class);

	/** Location of tenant 2 that is in the tokens of tenant 1's staff as well. */
	private static final long LOCATION = 3;

	private final ServiceClient client;

	private final JdbcClient database;

	private final ForgottenTenants forgotten;

	/** An order of tenant 2. */
	private long order;

	private String number = "";

	ForgottenTenantsIT(ServiceClient client, TestEnvironment site, ForgottenTenants forgotten) {
		this.client = client;
		this.database = site.database();
		this.forgotten = forgotten;
	}

	/** An attempt to reach the order. */
	private record Attempt(String caller, String call, Answer answer, boolean isSuccess) {

		@Override
		public String toString() {
			return this.caller + ": " + this.call;
		}

	}

	@BeforeEach
	void takeAnOrder() {
		var till = new OrderClient(this.client.admin(2));
		JsonNode taken = till.take(OrderBody.burgerAt(LOCATION));
		this.order = taken.required("id").asLong();
		this.number = taken.required("order_number").asText();
		till.move(till.await(this.order, "confirmed").required("id").asLong(), "preparing");
		parkASaga();
		Awaitility.await().until(() -> this.database.sql("""
				SELECT count(*) >= 3
				FROM outbox_events
				WHERE order_id = ? AND sequence IS NOT NULL""").param(this.order).query(Boolean.class).single());
	}

	private void parkASaga() {
		this.database
			.sql("""
					INSERT INTO parked_sagas (tenant_id, id, order_id, task_name, task_instance, step, failure, attempts, parked_at)
					VALUES (2, 'place-order-' || :order, :order, 'place-order', '2/' || :order, 'reserve-stock', 'down', 1200, now())
					""")
			.param("order", this.order)
			.update();
		this.database.sql("""
				INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
				VALUES ('cancel-order', '2/' || :order, now() + interval '1 year', FALSE, 1)
				""").param("order", this.order).update();
	}

	@Test
	void rowLevelSecurityStillSeparatesTenants() {
		var before = stored();
		var attempts = attempts();

		log.info("{} statements without their tenant; {} attempts, none of them successful: {}", this.forgotten.count(),
				attempts.size(), attempts);
		assertThat(this.forgotten.count()).isPositive();
		assertThat(attempts).isNotEmpty().allSatisfy((attempt) -> {
			assertThat(attempt.isSuccess()).as("%s: %s", attempt, attempt.answer()).isFalse();
			assertThat(attempt.answer().body()).as("%s", attempt).doesNotContain(this.number);
		});
		assertThat(stored()).isEqualTo(before);
	}

	/** Proves that the attempts can succeed, and so that the other test can fail. */
	@Test
	void withoutRowLevelSecurityEachAttemptSucceeds() {
		rowLevelSecurity("DISABLE");
		try {
			var attempts = attempts();
			var failed = attempts.stream().filter((attempt) -> !attempt.isSuccess()).toList();

			log.info("without row-level security {} of {} attempts are successful", attempts.size() - failed.size(),
					attempts.size());
			assertThat(failed).extracting((attempt) -> attempt + " " + attempt.answer()).isEmpty();
		}
		finally {
			rowLevelSecurity("ENABLE");
		}
	}

	private void rowLevelSecurity(String action) {
		Table.all(this.database)
			.forEach(
					(table) -> this.database.sql("ALTER TABLE %s %s ROW LEVEL SECURITY".formatted(table.name(), action))
						.update());
	}

	private List<Attempt> attempts() {
		var admin = this.client.admin(1);
		return Stream.of(attempts("admin", admin), attempts("staff", this.client.staff(1, 1L, LOCATION)),
				Stream.of(send("admin", admin, "POST", "/api/v1/kitchen/orders/" + this.order + "/ready", null,
						(answer) -> answer.status() < 300)))
			.flatMap((attempts) -> attempts)
			.toList();
	}

	private Stream<Attempt> attempts(String caller, ServiceClient client) {
		var path = "/api/v1/orders/" + this.order;
		var kitchen = "/api/v1/kitchen/orders/" + this.order;
		Predicate<Answer> names = (answer) -> answer.body().contains(this.number);
		Predicate<Answer> works = (answer) -> answer.status() < 300;
		Stream<Attempt> reads = Stream.of(read(caller, client, path, names),
				read(caller, client, path + "/history", works), read(caller, client, path + "/events", names),
				read(caller, client, "/api/v1/orders?page_size=100", names),
				read(caller, client, "/api/v1/orders?search=" + this.number, names),
				send(caller, client, "POST", "/api/v1/orders/batch-retrieve", Map.of("ids", List.of(this.order)),
						names),
				read(caller, client, "/api/v1/kitchen/orders?location_id=" + LOCATION, names),
				read(caller, client, "/api/v1/kitchen/all-day?location_id=" + LOCATION, works),
				read(caller, client, "/api/v1/events?limit=500&location_id=" + LOCATION, names),
				read(caller, client,
						"/api/v1/orders/reports/summary?date_from=2026-01-01&date_to=2026-12-31&location_id="
								+ LOCATION,
						works));
		Stream<Attempt> writes = Stream.of(
				send(caller, client, "PATCH", path, Map.of("table_number", UUID.randomUUID().toString()), works),
				send(caller, client, "POST", path + "/payments", Map.of("method", "cash", "amount", "0.01"), works),
				send(caller, client, "POST", kitchen + "/acknowledge", Map.of("display_id", caller), works));
		Stream<Attempt> ofAdmins = caller.equals("admin") ? Stream.of(
				read(caller, client, "/api/v1/admin/sagas?state=parked&limit=1000", this::namesTheSaga),
				read(caller, client, "/api/v1/admin/sagas?state=running&limit=1000", this::namesTheSaga),
				send(caller, client, "POST", "/api/v1/admin/sagas/place-order-" + this.order + "/retry", null, works))
				: Stream.empty();
		return Stream.of(reads, ofAdmins, writes).flatMap((attempts) -> attempts);
	}

	private boolean namesTheSaga(Answer answer) {
		return answer.body().contains("-order-" + this.order);
	}

	private static Attempt read(String caller, ServiceClient client, String path, Predicate<Answer> success) {
		return send(caller, client, "GET", path, null, success);
	}

	private static Attempt send(String caller, ServiceClient client, String method, String path, @Nullable Object body,
			Predicate<Answer> success) {
		var answer = client.send(method, path, body);
		return new Attempt(caller, method + " " + path, answer, success.test(answer));
	}

	/** Returns what is stored of the order. */
	private String stored() {
		return this.database.sql("""
				SELECT concat(o, (SELECT count(*) FROM order_payments p WHERE p.order_id = o.id),
				              (SELECT count(*) FROM kitchen_acknowledgements a WHERE a.order_id = o.id),
				              (SELECT count(*) FROM parked_sagas s WHERE s.order_id = o.id))
				FROM orders o
				WHERE id = ?""").param(this.order).query(String.class).single();
	}

}
