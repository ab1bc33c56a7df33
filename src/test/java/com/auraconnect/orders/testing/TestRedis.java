package com.auraconnect.orders.testing;

import java.util.concurrent.atomic.AtomicInteger;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.embedded.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import org.testcontainers.containers.GenericContainer;

/**
 * A real Redis for each service. Redis has one set of channels for all its databases, so
 * a service of one test that shared its server with another test's would hear of the
 * other's changes.
 */
public final class TestRedis {

	private static final String IMAGE = "redis:8-alpine";

	private static final int PORT = 6379;

	private static final AtomicInteger LAST_DATABASE = new AtomicInteger();

	private TestRedis() {
	}

	/**
	 * An empty Redis, in the form of {@code REDIS_URL}: a container or an embedded
	 * server, stopped at exit. Of an existing server it is a database, never number 0,
	 * with the channels that all share.
	 * @throws io.lettuce.core.RedisException if an existing server has no more databases
	 */
	public static String newUrl() {
		return ServerSource.ofRedis()
			.start(TestRedis::databaseOfExisting, TestRedis::container, () -> ownServer().url());
	}

	/**
	 * An embedded server of the caller's own, started, that may be stopped, killed and
	 * started again; whatever the source of the others is. Stopped at exit.
	 */
	public static RedisProcess ownServer() {
		return AtExit.close(RedisProcess.forgetful(ServerDirectory.freshForRedis(), FreePort.find()).start());
	}

	/** Such a server that keeps its data over a stop and a start. */
	public static RedisProcess ownDurableServer() {
		return AtExit.close(RedisProcess.durable(ServerDirectory.freshForRedis(), FreePort.find()).start());
	}

	private static String databaseOfExisting() {
		RedisURI named = RedisURI.create(ServerSource.named(ServerSource.REDIS_VARIABLE));
		named.setDatabase(LAST_DATABASE.incrementAndGet());
		try (var client = RedisClient.create(named); var connection = client.connect()) {
			connection.sync().flushdb();
		}
		return named.toURI().toString();
	}

	private static String container() {
		var container = AtExit.close(new GenericContainer<>(IMAGE));
		container.withExposedPorts(PORT).start();
		return "redis://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT));
	}

}
