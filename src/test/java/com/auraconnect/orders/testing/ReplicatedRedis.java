package com.auraconnect.orders.testing;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.embedded.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A Redis master and two replicas, which three Sentinels watch; embedded, whatever the
 * source of the other servers is. Stopped at exit.
 */
public final class ReplicatedRedis implements AutoCloseable {

	private static final String NAME = "orders";

	private final List<RedisProcess> servers;

	private final List<RedisProcess> sentinels;

	private final RedisClient client = RedisClient.create();

	private ReplicatedRedis() {
		var master = TestRedis.ownServer();
		this.servers = List.of(master, replica(master), replica(master));
		awaitReplicas(master, 2);
		this.sentinels = Stream.generate(() -> sentinel(master)).limit(3).toList();
	}

	/** Starts all of them; returns when they can fail over. */
	public static ReplicatedRedis start() {
		var redis = new ReplicatedRedis();
		redis.awaitRedundancy();
		return redis;
	}

	private static RedisProcess replica(RedisProcess master) {
		return AtExit.close(RedisProcess.replica(ServerDirectory.freshForRedis(), FreePort.find(), master).start());
	}

	private static RedisProcess sentinel(RedisProcess master) {
		return AtExit
			.close(RedisProcess.sentinel(ServerDirectory.freshForRedis(), FreePort.find(), master, NAME).start());
	}

	/** Their address, in the form of {@code REDIS_URL}. */
	public String url() {
		return this.sentinels.stream()
			.map((sentinel) -> "127.0.0.1:" + sentinel.port())
			.collect(Collectors.joining(",", "redis-sentinel://", "/0#" + NAME));
	}

	/** The server that most Sentinels take for the master. */
	public RedisProcess master() {
		var votes = this.sentinels.stream()
			.map(this::masterPort)
			.collect(Collectors.groupingBy((port) -> port, Collectors.counting()));
		int port = votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
		return this.servers.stream().filter((server) -> server.port() == port).findFirst().orElseThrow();
	}

	/** Ends the master as a crash would, and returns it. */
	public RedisProcess killMaster() {
		var master = master();
		master.kill9();
		return master;
	}

	/**
	 * Waits until both other servers are replicas of the master, and all Sentinels know
	 * one that can follow it.
	 */
	public void awaitRedundancy() {
		patiently().until(() -> {
			var master = master();
			return replicas(master) == 2 && this.sentinels.stream().allMatch((sentinel) -> isReady(sentinel, master));
		});
	}

	private void awaitReplicas(RedisProcess master, int count) {
		patiently().until(() -> replicas(master) == count);
	}

	private static ConditionFactory patiently() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptionsInstanceOf(RedisException.class);
	}

	/** The number of replicas that are connected and have the master's data. */
	private long replicas(RedisProcess master) {
		try (var connection = this.client.connect(RedisURI.create(master.url()))) {
			return connection.sync()
				.info("replication")
				.lines()
				.filter((line) -> line.startsWith("slave") && line.contains("state=online"))
				.count();
		}
	}

	private int masterPort(RedisProcess sentinel) {
		try (var connection = this.client.connectSentinel(RedisURI.create(sentinel.url()))) {
			return ((InetSocketAddress) connection.sync().getMasterAddrByName(NAME)).getPort();
		}
	}

	private boolean isReady(RedisProcess sentinel, RedisProcess master) {
		try (var connection = this.client.connectSentinel(RedisURI.create(sentinel.url()))) {
			var state = connection.sync().master(NAME);
			return state.get("port").equals(Integer.toString(master.port())) && state.get("flags").equals("master")
					&& state.get("num-other-sentinels").equals("2")
					&& connection.sync()
						.replicas(NAME)
						.stream()
						.filter((replica) -> replica.get("flags").equals("slave")
								&& replica.get("master-link-status").equals("ok"))
						.count() >= 1;
		}
	}

	@Override
	public void close() {
		this.client.shutdown();
		this.sentinels.forEach(RedisProcess::close);
		this.servers.forEach(RedisProcess::close);
	}

}
