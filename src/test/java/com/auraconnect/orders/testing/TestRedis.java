package com.auraconnect.orders.testing;

import java.util.concurrent.atomic.AtomicInteger;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.embedded.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import org.testcontainers.containers.GenericContainer;

/**
 * A real Redis, one for the tests of this JVM, started when it is first needed. Each test
 * has a database for its keys. Channels are shared, since Redis has one set of channels
 * for all databases: a test that must receive only its own messages takes its own server.
 */
public final class TestRedis {

	private static final String IMAGE = "redis:8-alpine";

	private static final int PORT = 6379;

	private static final AtomicInteger LAST_DATABASE = new AtomicInteger();

	private TestRedis() {
	}

	/**
	 * An empty database, in the form of {@code REDIS_URL}. Never number 0.
	 * @throws io.lettuce.core.RedisException if an existing server has no more of them
	 */
	public static String newDatabase() {
		String url = Server.URL + "/" + LAST_DATABASE.incrementAndGet();
		try (var client = RedisClient.create(url); var connection = client.connect()) {
			connection.sync().flushdb();
		}
		return url;
	}

	/**
	 * An embedded server of the caller's own, started, that may be stopped, killed and
	 * started again; whatever the source of the shared one is. Stopped at exit.
	 */
	public static RedisProcess ownServer() {
		return AtExit.close(RedisProcess.forgetful(ServerDirectory.freshForRedis(), FreePort.find()).start());
	}

	/** Such a server that keeps its data over a stop and a start. */
	public static RedisProcess ownDurableServer() {
		return AtExit.close(RedisProcess.durable(ServerDirectory.freshForRedis(), FreePort.find()).start());
	}

	/** The shared server, started at its first use. */
	private static final class Server {

		static final String URL = ServerSource.ofRedis().start(Server::existing, Server::container, Server::embedded);

		private static String existing() {
			RedisURI named = RedisURI.create(ServerSource.named(ServerSource.REDIS_VARIABLE));
			named.setDatabase(0);
			return named.toURI().toString().replaceFirst("/$", "");
		}

		private static String container() {
			var container = AtExit.close(new GenericContainer<>(IMAGE));
			container.withExposedPorts(PORT).withCommand("redis-server", "--databases", "1024").start();
			return "redis://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT));
		}

		private static String embedded() {
			return ownServer().url();
		}

	}

}
