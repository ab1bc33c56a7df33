package com.auraconnect.orders.idempotency;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.RetryingClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestRedis;
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
import static org.awaitility.Awaitility.await;

/**
 * Sends requests with the same key to two replicas on one database and one Redis: each
 * key leads to one order, even if a replica is killed meanwhile.
 */
@Tag(TestSize.TAG)
@TestInstance(Lifecycle.PER_CLASS)
class TwoReplicasIT {

	private static final Logger log = LoggerFactory.getLogger(TwoReplicasIT.class);

	private static final int TWINS = TestSize.of(40, 200);

	private static final int RIVALS = TestSize.of(10, 50);

	private static final int TERMINALS = 8;

	/**
	 * While Redis hangs, a replica blocks after its commits, with all its clients at
	 * once.
	 */
	private static final String[] PATIENT_WITH_REDIS = { "-Dorders.cache.budget=60s", "-Dspring.data.redis.timeout=60s",
			"-Dspring.datasource.hikari.maximum-pool-size=" + 3 * TERMINALS };

	private static final Map<String, ?> CASH = Map.of("method", "cash", "amount", "1.00");

	private final RedisProcess redis = TestRedis.ownServer();

	private final TestEnvironment site = TestEnvironment.withRestaurants().withRedis(this.redis);

	private final JdbcClient database = this.site.database();

	private final ServiceProcess survivor = ServiceProcess.launch(this.site.environment());

	private final ServiceProcess victim = ServiceProcess.launch(this.site.environment(), PATIENT_WITH_REDIS);

	private final RetryingClient retrying = new RetryingClient();

	private final Queue<SimultaneousPair> twins = new ConcurrentLinkedQueue<>();

	private final Queue<SimultaneousPair> rivals = new ConcurrentLinkedQueue<>();

	private final Queue<SimultaneousPair> changes = new ConcurrentLinkedQueue<>();

	private final Map<String, Long> toBePaid = new ConcurrentHashMap<>();

	private final Map<String, Answer> victimsLastWords = new ConcurrentHashMap<>();

	private final Map<String, Answer> repeated = new ConcurrentHashMap<>();

	@BeforeAll
	void killOneOfTwoReplicas() {
		this.survivor.awaitUp();
		this.victim.awaitUp();
		new Terminals(TERMINALS).share(keys("twin", TWINS), (String key) -> this.twins.add(atOnce(key, order(key))));
		new Terminals(TERMINALS).share(keys("rival", RIVALS),
				(String key) -> this.rivals.add(atOnce(key, order(key).with("guest_count", 2))));
		new Terminals(TERMINALS).share(keys("changed", RIVALS), this::changeAtBothAtOnce);
		killTheVictimAroundItsCommits();
		new Terminals(TERMINALS).share(keys("committed", TERMINALS), (String key) -> this.repeated.put(key,
				this.retrying.post(staff(this.survivor), key, payments(key), CASH)));
		Stream.of("sent", "open")
			.forEach((name) -> new Terminals(TERMINALS).share(keys(name, TERMINALS), (String key) -> this.repeated
				.put(key, this.retrying.order(staff(this.survivor), key, order(key)))));
		log.info(
				"{} keys sent to both at once, {} turned away with 409; killed with {} requests behind their commit and {} "
						+ "before it, {} of them replayed by the other: {} orders",
				TWINS + 4 * RIVALS, this.retrying.turnedAway(), TERMINALS, 2 * TERMINALS,
				this.repeated.values().stream().filter(Answer::isReplay).count(), orders("%"));
	}

	@AfterAll
	void close() {
		this.survivor.close();
		this.victim.close();
	}

	@Test
	void aKeySentToBothAtOnceCreatesOneOrder() {
		assertThat(orders("twin-%")).isEqualTo(TWINS);
		for (SimultaneousPair pair : this.twins) {
			assertThat(pair.statuses()).containsExactly(201, 201);
			assertThat(pair.answers()).extracting(Answer::isReplay).containsExactlyInAnyOrder(true, false);
			assertThat(pair.one().body()).isEqualTo(pair.other().body());
		}
	}

	@Test
	void twoBodiesUnderOneKeyGiveOneOrderAndOneRefusal() {
		assertThat(orders("rival-%")).isEqualTo(RIVALS);
		for (SimultaneousPair pair : this.rivals) {
			assertThat(pair.statuses()).containsExactly(201, 422);
			assertThat(pair.answers()).extracting((answer) -> answer.text("/code")).contains("IDEMPOTENCY_KEY_REUSED");
		}
	}

	/** A replica would refuse a change that is done already. */
	@Test
	void aChangeSentToBothAtOnceIsDoneOnce() {
		assertThat(this.changes).hasSize(3 * RIVALS).allSatisfy((pair) -> {
			assertThat(pair.statuses()).as(pair::toString).containsExactly(200, 200);
			assertThat(pair.answers()).extracting(Answer::isReplay).containsExactlyInAnyOrder(true, false);
			assertThat(pair.one().body()).isEqualTo(pair.other().body());
		});
	}

	@Test
	void theKilledReplicaDoesNotRespond() {
		assertThat(this.victim.isAlive()).isFalse();
		assertThat(this.victimsLastWords).isEmpty();
	}

	@Test
	void aCommittedRequestOfTheKilledReplicaIsReplayedByTheOther() {
		assertThat(keys("committed", TERMINALS)).extracting(this.repeated::get)
			.allMatch(Answer::isReplay)
			.extracting(Answer::status)
			.containsOnly(200);
		assertThat(paymentsOf("committed-%")).isEqualTo(TERMINALS);
	}

	/**
	 * The database has received the whole transaction, commit included, and finishes it
	 * without the client.
	 */
	@Test
	void aFullySentRequestOfTheKilledReplicaIsDoneOnce() {
		assertThat(keys("sent", TERMINALS)).extracting(this.repeated::get).extracting(Answer::status).containsOnly(201);
		assertThat(orders("sent-%")).isEqualTo(TERMINALS);
	}

	@Test
	void anUncommittedRequestOfTheKilledReplicaIsDoneByTheOther() {
		assertThat(keys("open", TERMINALS)).extracting(this.repeated::get)
			.noneMatch(Answer::isReplay)
			.extracting(Answer::status)
			.containsOnly(201);
		assertThat(orders("open-%")).isEqualTo(TERMINALS);
	}

	/** Sends the same key to both replicas, with equal or different bodies. */
	private SimultaneousPair atOnce(String key, OrderBody toTheVictim) {
		return SimultaneousPair.atOnce(() -> this.retrying.order(staff(this.survivor), key, order(key)),
				() -> this.retrying.order(staff(this.victim), key, toTheVictim));
	}

	/** Pays an order in full, refunds it and then cancels it. */
	private void changeAtBothAtOnce(String key) {
		Answer taken = this.retrying.order(staff(this.survivor), key, order(key));
		String path = "/api/v1/orders/" + taken.at("/id").asLong();
		String whole = taken.text("/total_amount");
		SimultaneousPair paid = changedAtOnce(key, path + "/payments", Map.of("method", "cash", "amount", whole));
		changedAtOnce(key, path + "/refunds",
				Map.of("payment_id", paid.one().at("/payments/0/id").asLong(), "amount", whole, "reason", "cold"));
		changedAtOnce(key, path + "/cancel", Map.of("reason", "kitchen_error"));
	}

	private SimultaneousPair changedAtOnce(String key, String path, Map<String, ?> body) {
		var pair = SimultaneousPair.atOnce(() -> this.retrying.post(staff(this.survivor), key, path, body),
				() -> this.retrying.post(staff(this.victim), key, path, body));
		this.changes.add(pair);
		return pair;
	}

	/**
	 * Blocks Redis, so that payments hang after their commit, in the write-through. Then
	 * blocks new orders before their commit: some on the table of idempotency records,
	 * when everything is sent, some on the customers they name, when nothing is.
	 */
	private void killTheVictimAroundItsCommits() {
		keys("committed", TERMINALS).forEach((key) -> this.toBePaid.put(key,
				this.retrying.order(staff(this.survivor), "taken-" + key, order(key)).at("/id").asLong()));
		try (var terminals = Executors.newVirtualThreadPerTaskExecutor()) {
			this.redis.pause();
			keys("committed", TERMINALS).forEach((key) -> terminals
				.execute(() -> sendToTheVictim(key, (victim) -> victim.post(payments(key), CASH))));
			await().until(() -> paymentsOf("committed-%") == TERMINALS);
			try (var _ = DatabaseLock.onWritesTo(this.site, "customers");
					var lock = DatabaseLock.onWritesTo(this.site, "idempotency_keys")) {
				Stream.of("sent", "open")
					.flatMap((name) -> keys(name, TERMINALS).stream())
					.forEach((key) -> terminals
						.execute(() -> sendToTheVictim(key, (victim) -> victim.post("/api/v1/orders", order(key)))));
				lock.awaitWaiting(2 * TERMINALS);
				this.victim.kill9();
			}
			this.redis.resume();
		}
	}

	private void sendToTheVictim(String key, Function<ServiceClient, Answer> request) {
		try {
			this.victimsLastWords.put(key, request.apply(staff(this.victim).withKey(key)));
		}
		catch (UncheckedIOException ex) {
			// the replica was killed
		}
	}

	private String payments(String key) {
		return "/api/v1/orders/%d/payments".formatted(this.toBePaid.get(key));
	}

	/** An order derived from the key alone; the key is its table number. */
	private static OrderBody order(String key) {
		OrderBody order = OrderBody.burgerAt(1).with("table_number", key).with("external_id", key);
		return key.startsWith("open") ? order.with("customer_id", 100 + Integer.parseInt(key.substring(5))) : order;
	}

	private static List<String> keys(String name, int count) {
		return IntStream.range(0, count).mapToObj((i) -> name + "-" + i).toList();
	}

	private ServiceClient staff(ServiceProcess replica) {
		return new ServiceClient(replica.url(), this.site.sandbox().tokens()).staff(1, 1L);
	}

	private long paymentsOf(String tableNumber) {
		return this.database.sql("""
				SELECT count(*)
				FROM order_payments p
				JOIN orders o ON o.id = p.order_id
				WHERE o.table_number LIKE ?
				""").param(tableNumber).query(Long.class).single();
	}

	private long orders(String tableNumber) {
		return this.database.sql("SELECT count(*) FROM orders WHERE table_number LIKE ?")
			.param(tableNumber)
			.query(Long.class)
			.single();
	}

}
