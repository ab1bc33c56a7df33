package com.auraconnect.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.RandomOrders;
import com.auraconnect.orders.testing.RetryingClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
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

/**
 * Sixteen terminals on a bad network: every order is sent one to four times, a third of
 * them by several terminals at the same moment. Each must be created once.
 */
@Tag(TestSize.TAG)
@TestInstance(Lifecycle.PER_CLASS)
class StormIT {

	private static final Logger log = LoggerFactory.getLogger(StormIT.class);

	private static final int ORDERS = TestSize.of(200, 2000);

	private static final int TERMINALS = 16;

	private static final int MOST_REPETITIONS = 4;

	private static final long SEED = 2000;

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final JdbcClient database = this.site.database();

	private final ServiceProcess service = ServiceProcess.start(this.site.environment());

	private final List<ServiceClient> callers = callers();

	private final RetryingClient retrying = new RetryingClient();

	private final List<Create> creates = creates();

	private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();

	/**
	 * An order to be created.
	 *
	 * @param times number of requests
	 * @param atOnce whether all are sent at the same moment
	 */
	private record Create(String key, ServiceClient caller, OrderBody body, int times, boolean atOnce) {
	}

	@BeforeAll
	void aStorm() {
		new Terminals(TERMINALS).share(sendings(), Runnable::run);
		log.info("{} creates sent {} times: {} answered 201 first, {} replays, {} turned away with 409", ORDERS,
				this.answers.values().stream().mapToInt(Queue::size).sum(), firstAnswers().size(), replays(),
				this.retrying.turnedAway());
	}

	@AfterAll
	void close() {
		this.service.close();
	}

	@Test
	void thereIsOneOrderForEachCreate() {
		assertThat(count("SELECT count(*) FROM orders")).isEqualTo(ORDERS);
		assertThat(this.database.sql("SELECT id FROM orders").query(Long.class).list())
			.containsExactlyInAnyOrderElementsOf(
					firstAnswers().stream().map((answer) -> answer.at("/id").asLong()).toList());
	}

	@Test
	void eachCreateIsDoneOnceAndReplayedOtherwise() {
		for (Create create : this.creates) {
			Queue<Answer> given = this.answers.get(create.key());
			assertThat(given).as(create.key()).hasSize(create.times());
			assertThat(given).extracting(Answer::status).as(create.key()).containsOnly(201);
			assertThat(given).extracting(Answer::isReplay).as(create.key()).containsOnlyOnce(false);
			assertThat(given).extracting(Answer::body).as(create.key()).containsOnly(given.element().body());
			assertThat(given).extracting((answer) -> answer.header("ETag").orElse(null))
				.as(create.key())
				.containsOnly("\"1\"");
			assertThat(given).extracting((answer) -> answer.header("Location").orElse(null))
				.as(create.key())
				.containsOnly("/api/v1/orders/" + given.element().at("/id"));
		}
	}

	@Test
	void thereIsOneEventForEachOrder() {
		assertThat(count("SELECT count(*) FROM outbox_events WHERE event_type = 'order.created'")).isEqualTo(ORDERS);
		assertThat(count("SELECT count(DISTINCT order_id) FROM outbox_events WHERE event_type = 'order.created'"))
			.isEqualTo(ORDERS);
	}

	@Test
	void thereIsOneIdempotencyRecordForEachOrder() {
		assertThat(count("SELECT count(DISTINCT order_id) FROM idempotency_keys WHERE status = 201")).isEqualTo(ORDERS);
		assertThat(count("SELECT count(*) FROM idempotency_keys")).isEqualTo(ORDERS);
	}

	@Test
	void someRepetitionsArriveWhileTheFirstRequestIsUnderWay() {
		assertThat(this.retrying.turnedAway().sum()).isPositive();
	}

	/** Orders without external ids, which would prevent duplicates alone. */
	private List<Create> creates() {
		var random = new Random(SEED);
		var orders = new RandomOrders(this.site.sandbox().menu().items(), random);
		return IntStream.range(0, ORDERS)
			.mapToObj((i) -> new Create("storm-" + i, this.callers.get(i % TERMINALS),
					orders.rich(1).without("external_id"), random.nextInt(1, MOST_REPETITIONS + 1), i % 3 == 0))
			.toList();
	}

	private List<ServiceClient> callers() {
		var client = new ServiceClient(this.service.url(), this.site.sandbox().tokens());
		return IntStream.range(0, TERMINALS)
			.mapToObj((i) -> client.as(TokenRequest.staff(1, 1L).as("terminal-" + i)))
			.toList();
	}

	/**
	 * The requests in the order of sending, one by one. Adjacent ones are sent at the
	 * same moment.
	 */
	private List<Runnable> sendings() {
		List<Runnable> sendings = new ArrayList<>();
		for (Create create : this.creates) {
			int piles = create.atOnce() ? create.times() : 1;
			IntStream.range(0, piles).forEach((i) -> sendings.add(() -> send(create, create.times() / piles)));
		}
		return sendings;
	}

	private void send(Create create, int times) {
		for (int i = 0; i < times; i++) {
			Answer answer = this.retrying.order(create.caller(), create.key(), create.body());
			this.answers.computeIfAbsent(create.key(), (key) -> new ConcurrentLinkedQueue<>()).add(answer);
		}
	}

	private List<Answer> firstAnswers() {
		return this.answers.values()
			.stream()
			.flatMap(Queue::stream)
			.filter((answer) -> answer.status() == 201 && !answer.isReplay())
			.toList();
	}

	private long replays() {
		return this.answers.values().stream().flatMap(Queue::stream).filter(Answer::isReplay).count();
	}

	private long count(String sql) {
		return this.database.sql(sql).query(Long.class).single();
	}

}
