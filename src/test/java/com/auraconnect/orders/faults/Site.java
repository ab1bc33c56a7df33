package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.sandbox.DemoRestaurants;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ShippedDatabase;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestRedis;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Everything that faults hit: two replicas of the jar, a Postgres and a Redis of their
 * own, and sandbox partners. Its methods begin and end single faults.
 */
final class Site implements AutoCloseable {

	/** Number of replicas. */
	static final int REPLICAS = 2;

	/**
	 * Intervals of the service at which it notices what has happened, shortened so that a
	 * run need not wait for them: heartbeats of 5 s, circuits that stay open for 30 s,
	 * retries that wait up to 30 s. The limits on requests are out of the way.
	 */
	private static final Map<String, String> SETTINGS = Map.of("db-scheduler.heartbeat-interval", "1s",
			"resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state", "1s", "orders.saga.follow-up",
			"3s", "orders.saga.longest-retry", "2s");

	private static final Duration SLOW_ANSWER = Duration.ofSeconds(20);

	private static final Duration SLOW_PACKET = Duration.ofMillis(20);

	/**
	 * Some of the orders that are being changed, to be locked in the sequence in which
	 * the service locks them: the holder must not be a deadlock's victim.
	 */
	private static final String NEWEST = """
			id % 2 = 0 AND id IN (SELECT id FROM orders ORDER BY id DESC LIMIT 40) ORDER BY id
			""";

	/** All feeds, to be locked in sequence. */
	private static final String FEEDS = "TRUE ORDER BY tenant_id, location_id";

	private static final String END_SESSIONS = """
			SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'orders'
			""";

	private final PostgresProcess postgres = TestPostgres.ownServer();

	private final RedisControls redis = new RedisControls(TestRedis.ownServer());

	private final Sandbox sandbox = Sandbox.start();

	private final TestEnvironment environment;

	private final List<Replica> replicas = new ArrayList<>();

	private final Queue<DatabaseLock> locks = new ConcurrentLinkedQueue<>();

	/** Starts all of it, with the demo restaurants. */
	Site() {
		var database = ShippedDatabase.on(this.postgres);
		this.environment = new TestEnvironment(superuser().toString(), this.redis.url().toString(), this.sandbox);
		var settings = this.environment.environment();
		settings.putAll(SETTINGS);
		for (int i = 0; i < REPLICAS; i++) {
			this.replicas.add(new Replica(database, this.redis.url().getPort(), settings));
		}
		this.replicas.forEach(Replica::awaitUp);
		var url = superuser();
		DemoRestaurants.seed(new DriverManagerDataSource(url.jdbc(), url.user(), url.password()));
	}

	/** The database as its superuser, who sees all tenants. */
	private PostgresUrl superuser() {
		return this.postgres.url("orders");
	}

	/** Its Redis. */
	RedisControls redis() {
		return this.redis;
	}

	/** Its database, as the superuser, and its partners. */
	TestEnvironment environment() {
		return this.environment;
	}

	Sandbox sandbox() {
		return this.sandbox;
	}

	Replica replica(int number) {
		return this.replicas.get(number);
	}

	/** A client of that replica, without a token. */
	ServiceClient client(int replica) {
		return new ServiceClient(this.replicas.get(replica).process().url(), this.sandbox.tokens()).unchecked();
	}

	void kill(int replica) {
		replica(replica).kill();
	}

	void stop(int replica) {
		replica(replica).stop();
	}

	void launch(int replica) {
		replica(replica).launch();
	}

	/**
	 * Starts the last replica again: it has none of the orders in memory, and so serves
	 * what Redis has.
	 */
	void forgetReads() {
		stop(REPLICAS - 1);
		launch(REPLICAS - 1);
	}

	void freeze(int replica) {
		replica(replica).process().pause();
	}

	void thaw(int replica) {
		replica(replica).process().resume();
	}

	void restartFirst() {
		stop(0);
		launch(0);
	}

	void restartSecond() {
		stop(1);
		launch(1);
	}

	void endSessions() {
		this.environment.database().sql(END_SESSIONS).query(Long.class).single();
	}

	void crashPostgres() {
		this.postgres.kill9();
	}

	void startPostgres() {
		this.postgres.start();
	}

	/** Locks every second one of the newest orders. */
	void lockOrders() {
		this.locks.add(DatabaseLock.onRow(this.environment, "orders", NEWEST));
	}

	void lockAllOrders() {
		this.locks.add(DatabaseLock.onReadsOf(this.environment, "orders"));
	}

	void lockFeeds() {
		this.locks.add(DatabaseLock.onRow(this.environment, "event_feeds", FEEDS));
	}

	void unlock() {
		Stream.generate(this.locks::poll).takeWhile((lock) -> lock != null).forEach(DatabaseLock::close);
	}

	/** Sets the mode of all partners. */
	void partners(Mode mode) {
		this.sandbox.partners().forEach((partner) -> partner.mode(mode, SLOW_ANSWER));
	}

	void refuseAll() {
		this.sandbox.payment().decline(true);
		this.sandbox.inventory().runOutOf(LongStream.rangeClosed(10, 40).boxed().toList());
	}

	void refuseNothing() {
		this.sandbox.payment().decline(false);
		this.sandbox.inventory().runOutOf(List.of(30L));
	}

	void cutPostgresLink(int replica) {
		replica(replica).postgres().refuse(true);
		replica(replica).postgres().reset();
	}

	void losePostgresPackets(int replica) {
		replica(replica).postgres().swallow(true);
		replica(replica).postgres().goDead();
	}

	void slowPostgresLink(int replica) {
		replica(replica).postgres().delay(SLOW_PACKET);
	}

	void cutRedisLink(int replica) {
		replica(replica).redis().refuse(true);
		replica(replica).redis().reset();
	}

	void loseRedisPackets(int replica) {
		replica(replica).redis().swallow(true);
		replica(replica).redis().goDead();
	}

	void resetLinks(int replica) {
		replica(replica).postgres().reset();
		replica(replica).redis().reset();
	}

	void mendLinks(int replica) {
		replica(replica).mendLinks();
	}

	@Override
	public void close() {
		this.replicas.forEach(Replica::close);
		this.postgres.close();
		this.redis.close();
		this.sandbox.close();
	}

}
