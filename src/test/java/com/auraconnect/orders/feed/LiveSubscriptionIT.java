package com.auraconnect.orders.feed;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.outbox.DedicatedConnections;
import com.auraconnect.orders.outbox.Nowhere;
import com.auraconnect.orders.outbox.OutboxRelayTests;
import com.auraconnect.orders.outbox.UnresponsiveConnectionCloserIT;
import com.auraconnect.orders.platform.redis.RedisSettings;
import com.auraconnect.orders.testing.Link;
import com.auraconnect.orders.testing.TestRedis;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Messages received over a connection on which Redis refuses commands, or that it closes.
 */
class LiveSubscriptionIT {

	private static final String BURGERS = "orders:1:2";

	private static final String PIZZAS = "orders:1:3";

	private final RedisProcess server = TestRedis.ownServer();

	private final RedisClient client = RedisClient.create(this.server.url());

	private final RedisCommands<String, String> redis = this.client.connect().sync();

	private final ClientResources resources = UnresponsiveConnectionCloserIT.resources();

	private final DedicatedConnections connections = new DedicatedConnections(new Nowhere(), OutboxRelayTests.SETTINGS,
			this.resources, new RedisSettings(this.server.url()));

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final AtomicInteger confirmed = new AtomicInteger();

	private final LiveSubscription subscription = new LiveSubscription(this.connections,
			(channel, message) -> this.received.add(channel + " " + message), this.confirmed::incrementAndGet);

	@AfterEach
	void close() {
		this.subscription.close();
		this.connections.close();
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
		this.client.shutdown();
		this.server.close();
	}

	@Test
	void onlyFollowedChannelsAreReceived() {
		follow(BURGERS, PIZZAS);
		await().until(() -> this.confirmed.get() == 2);
		follow(PIZZAS);
		await().until(() -> subscribers(BURGERS) == 0);

		this.redis.publish(BURGERS, "one");
		this.redis.publish(PIZZAS, "two");
		await().until(() -> !this.received.isEmpty());
		assertThat(this.received).containsExactly(PIZZAS + " two");
	}

	@Test
	void aRefusedSubscriptionIsRequestedAgain() {
		follow(PIZZAS);
		await().until(() -> this.confirmed.get() == 1);
		long refusals = refusals();
		this.redis.aclSetuser("default", AclSetuserArgs.Builder.resetChannels().channelPattern(PIZZAS));
		follow(BURGERS, PIZZAS);
		await().until(() -> refusals() > refusals);
		this.redis.aclSetuser("default", AclSetuserArgs.Builder.allChannels());
		assertThat(subscribers(BURGERS)).isZero();

		follow(BURGERS, PIZZAS);
		await().until(() -> subscribers(BURGERS) == 1);
		this.redis.publish(BURGERS, "one");
		await().until(() -> this.received.contains(BURGERS + " one"));
		assertThat(this.confirmed).as("existing subscriptions are kept").hasValue(2);
	}

	@Test
	void aLostConnectionResubscribesByItself() {
		follow(BURGERS, PIZZAS);
		await().until(() -> this.confirmed.get() == 2);
		assertThat(this.redis.clientKill(KillArgs.Builder.typePubsub())).isEqualTo(1);
		await().until(() -> this.confirmed.get() == 4);

		this.redis.publish(BURGERS, "one");
		this.redis.publish(PIZZAS, "two");
		await().until(() -> this.received.size() == 2);
		assertThat(this.received).containsExactly(BURGERS + " one", PIZZAS + " two");
	}

	@Test
	void aSubscriptionRefusedAfterAReconnectIsRequestedAgain() {
		follow(BURGERS);
		await().until(() -> this.confirmed.get() == 1);
		long refusals = refusals();
		this.redis.aclSetuser("default", AclSetuserArgs.Builder.resetChannels());
		this.redis.clientKill(KillArgs.Builder.typePubsub());
		await().until(() -> refusals() > refusals);
		this.redis.aclSetuser("default", AclSetuserArgs.Builder.allChannels());

		await().until(() -> {
			follow(BURGERS);
			return subscribers(BURGERS) == 1;
		});
	}

	@Test
	void aVanishedHostIsReplacedByANewConnection() {
		try (var link = new Link(URI.create(this.server.url()).getPort());
				var over = new DedicatedConnections(new Nowhere(), OutboxRelayTests.SETTINGS, this.resources,
						new RedisSettings("redis://127.0.0.1:" + link.port()));
				var distant = new LiveSubscription(over, (_, message) -> this.received.add(message),
						this.confirmed::incrementAndGet)) {
			distant.follow(Set.of(BURGERS));
			await().until(() -> this.confirmed.get() == 1);
			link.goDead();

			await().atMost(Duration.ofSeconds(30)).until(() -> {
				distant.follow(Set.of(BURGERS));
				this.redis.publish(BURGERS, "one");
				return this.received.contains("one");
			});
		}
	}

	private void follow(String... channels) {
		this.subscription.follow(Set.of(channels));
	}

	private long subscribers(String channel) {
		return this.redis.pubsubNumsub(channel).get(channel);
	}

	/** Counts the commands that Redis refused for lack of permission. */
	private long refusals() {
		return this.redis.info("errorstats")
			.lines()
			.filter((line) -> line.startsWith("errorstat_NOPERM:count="))
			.mapToLong((line) -> Long.parseLong(line.split("=")[1].strip()))
			.sum();
	}

}
