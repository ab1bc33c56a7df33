package com.auraconnect.orders;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.RandomOrders;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All processes are killed while sixteen terminals are at work. After the restart every
 * acknowledged order is there, and every saga that had begun is completed.
 */
@Tag(TestSize.ENDURANCE)
@TestInstance(Lifecycle.PER_CLASS)
class KilledInTheMiddleIT {

	private static final Logger log = LoggerFactory.getLogger(KilledInTheMiddleIT.class);

	private static final int TERMINALS = 16;

	private static final int ORDERS_UNTIL_THE_END = 400;

	private static final long SEED = 9;

	/** Fields that a saga, a cancellation or a payment may change after the 201. */
	private static final Set<String> MOVES_ON = Set.of("version", "status", "payment_status", "paid_amount", "balance",
			"degraded", "payments", "fired_at", "cancellation", "updated_at", "status_history");

	/** A dead process is detected after four of these. */
	private static final String HEARTBEAT = "-Ddb-scheduler.heartbeat-interval=250ms";

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final JdbcClient database = this.site.database();

	private final Map<Long, JsonNode> acknowledged = new ConcurrentHashMap<>();

	private final Set<Long> calledOff = ConcurrentHashMap.newKeySet();

	private final AtomicInteger unanswered = new AtomicInteger();

	private ServiceProcess service = ServiceProcess.start(this.site.environment(), HEARTBEAT);

	private List<EventFeed.Entry> stream = List.of();

	@BeforeAll
	void killAndRestart() {
		new Terminals(TERMINALS).share(evening(), this::order);
		long begun = sagasUnderWay();
		this.service = ServiceProcess.start(this.site.environment(), HEARTBEAT);
		awaitQuiet();
		this.stream = this.site.feed(1).entries();
		log.info(
				"killed after {} orders were acknowledged ({} cancelled again) and {} calls were not answered, with {} sagas "
						+ "under way: {} rows, {} acknowledged ones missing, {} events, {} of them missing",
				this.acknowledged.size(), this.calledOff.size(), this.unanswered, begun,
				count("SELECT count(*) FROM orders"), missing(), count("SELECT count(*) FROM outbox_events"),
				count("SELECT count(*) FROM outbox_events") - this.stream.size());
	}

	@AfterAll
	void close() {
		this.service.close();
	}

	@Test
	void theKillHitsRequestsUnderWay() {
		assertThat(this.acknowledged).hasSizeBetween(ORDERS_UNTIL_THE_END, ORDERS_UNTIL_THE_END + TERMINALS);
		assertThat(this.unanswered).hasValueGreaterThan(0);
		assertThat(count("SELECT count(*) FROM orders")).isBetween((long) this.acknowledged.size(),
				(long) this.acknowledged.size() + this.unanswered.get());
	}

	@Test
	void everyAcknowledgedOrderIsThereAsItWasAcknowledged() {
		assertThat(this.acknowledged).allSatisfy((id, before) -> {
			JsonNode after = till().order(id);
			assertThat(withoutChangingFields(after)).isEqualTo(withoutChangingFields(before));
			assertThat(after.required("version").asInt()).isGreaterThanOrEqualTo(before.required("version").asInt());
			assertThat(after.at("/status_history/0")).isEqualTo(before.at("/status_history/0"));
		});
	}

	@Test
	void everyAcknowledgedCancellationIsThere() {
		assertThat(this.calledOff).isNotEmpty()
			.allSatisfy((id) -> assertThat(till().status(id)).isEqualTo("cancelled"));
	}

	@Test
	void everyOrderThatWasNotCancelledIsConfirmed() {
		assertThat(this.database.sql("SELECT id FROM orders WHERE status NOT IN ('confirmed', 'cancelled')")
			.query(Long.class)
			.list()).isEmpty();
		assertThat(this.acknowledged.keySet().stream().filter((id) -> !this.calledOff.contains(id)))
			.allSatisfy((id) -> assertThat(till().status(id)).isIn("confirmed", "cancelled"));
	}

	@Test
	void everyOrderIsReservedAndChargedOnce() {
		assertThat(ids("SELECT id FROM orders WHERE status = 'confirmed'"))
			.allSatisfy((id) -> assertThat(this.site.sandbox().inventory().reservationsOf(id)).singleElement()
				.extracting(Reservation::state)
				.isEqualTo(Reservation.State.HELD));
		assertThat(ids("SELECT order_id FROM order_payments WHERE status = 'authorized'")).isNotEmpty()
			.allSatisfy((id) -> assertThat(this.site.sandbox().payment().authorizationsOf(id)).singleElement()
				.extracting(Authorization::state)
				.isEqualTo(Authorization.State.AUTHORIZED));
		assertThat(ids("SELECT id FROM orders WHERE status = 'cancelled'")).allSatisfy((id) -> {
			assertThat(this.site.sandbox().inventory().reservationsOf(id)).extracting(Reservation::state)
				.doesNotContain(Reservation.State.HELD);
			assertThat(this.site.sandbox().payment().authorizationsOf(id)).extracting(Authorization::state)
				.doesNotContain(Authorization.State.AUTHORIZED);
		});
	}

	@Test
	void everyEventArrivesOnceAndInOrder() {
		assertThat(this.stream).extracting((entry) -> entry.event().required("event_id").asText())
			.isEqualTo(this.database.sql("SELECT event_id::text FROM outbox_events ORDER BY sequence")
				.query(String.class)
				.list());
		assertThat(this.stream).extracting(EventFeed.Entry::id)
			.isEqualTo(LongStream.rangeClosed(1, this.stream.size()).mapToObj((number) -> number + "-0").toList());
		assertThat(this.stream.stream().filter((entry) -> entry.type().equals("order.created")))
			.extracting(EventFeed.Entry::orderId)
			.containsExactlyInAnyOrderElementsOf(ids("SELECT id FROM orders"));
	}

	/** More orders than will be taken; every fourth is paid by card. */
	private List<OrderBody> evening() {
		var random = new Random(SEED);
		var orders = new RandomOrders(this.site.sandbox().menu().items(), random);
		return Stream.generate(() -> orders.plain(1))
			.map((body) -> (random.nextInt(4) == 0) ? body.paidByCard("tok_ok") : body)
			.limit(ORDERS_UNTIL_THE_END * 2)
			.toList();
	}

	/** Takes an order, cancels every eighth, and kills the processes after enough. */
	private void order(OrderBody body) {
		if (!this.service.isAlive()) {
			return;
		}
		try {
			JsonNode order = till().take(body);
			long id = order.required("id").asLong();
			this.acknowledged.put(id, order);
			if (id % 8 == 0 && till().tryToCancel(id).status() == 200) {
				this.calledOff.add(id);
			}
		}
		catch (UncheckedIOException ex) {
			this.unanswered.incrementAndGet();
		}
		if (this.acknowledged.size() >= ORDERS_UNTIL_THE_END) {
			this.service.kill9();
		}
	}

	private OrderClient till() {
		return new OrderClient(new ServiceClient(this.service.url(), this.site.sandbox().tokens()).staff(1, 1L));
	}

	private void awaitQuiet() {
		await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
			assertThat(this.database.sql("SELECT * FROM scheduled_tasks WHERE task_instance <> 'recurring'")
				.query()
				.listOfRows()).isEmpty();
			assertThat(count("SELECT count(*) FROM outbox_events WHERE sequence IS NULL")).isZero();
			assertThat(this.database.sql("SELECT * FROM event_feeds WHERE published_sequence < last_sequence")
				.query()
				.listOfRows()).isEmpty();
		});
	}

	private long sagasUnderWay() {
		return count("SELECT count(*) FROM scheduled_tasks WHERE task_instance <> 'recurring'");
	}

	private long missing() {
		ServiceClient admin = new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(1);
		return this.acknowledged.keySet()
			.stream()
			.map((id) -> admin.get("/api/v1/orders/%d", id))
			.map(Answer::status)
			.filter((status) -> status != 200)
			.count();
	}

	private long count(String sql) {
		return this.database.sql(sql).query(Long.class).single();
	}

	private List<Long> ids(String sql) {
		return this.database.sql(sql).query(Long.class).list();
	}

	private static JsonNode withoutChangingFields(JsonNode order) {
		return order.<ObjectNode>deepCopy().remove(MOVES_ON);
	}

}
