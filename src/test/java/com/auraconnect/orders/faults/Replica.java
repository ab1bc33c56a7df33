package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.Link;
import com.auraconnect.orders.testing.ServiceProcess;

/**
 * A replica on a fixed port, whose connections to Postgres and Redis pass through links
 * that can be broken.
 */
final class Replica implements AutoCloseable {

	private final int port = FreePort.find();

	private final Link postgres;

	private final Link redis;

	private final Map<String, String> environment;

	private volatile ServiceProcess process;

	private volatile int starts;

	/**
	 * Launches it, and does not wait.
	 * @param database as the replica would reach it without the link
	 * @param redisPort the port of the Redis server
	 * @param settings environment variables beside the addresses
	 */
	Replica(PostgresUrl database, int redisPort, Map<String, String> settings) {
		this.postgres = new Link(database.port());
		this.redis = new Link(redisPort);
		this.environment = new LinkedHashMap<>(settings);
		this.environment.put("DATABASE_URL", new PostgresUrl(database.user(), database.password(), database.host(),
				this.postgres.port(), database.database())
			.toString());
		this.environment.put("REDIS_URL", "redis://127.0.0.1:" + this.redis.port());
		this.process = ServiceProcess.launch(this.port, this.environment);
	}

	ServiceProcess process() {
		return this.process;
	}

	/** Number of times that it was started again: what it remembers is lost each time. */
	int starts() {
		return this.starts;
	}

	void awaitUp() {
		this.process.awaitUp();
	}

	void kill() {
		this.process.kill9();
	}

	/** Ends it by SIGTERM; returns when it has ended. */
	void stop() {
		this.process.stop();
	}

	/** Starts it again after its end; returns when it is up. */
	void launch() {
		this.starts++;
		this.process = ServiceProcess.launch(this.port, this.environment);
		this.process.awaitUp();
	}

	Link postgres() {
		return this.postgres;
	}

	Link redis() {
		return this.redis;
	}

	/** Ends all faults of its links; dead connections are reset. */
	void mendLinks() {
		for (var link : List.of(this.postgres, this.redis)) {
			link.refuse(false);
			link.swallow(false);
			link.delay(Duration.ZERO);
			link.resetDead();
		}
	}

	@Override
	public void close() {
		this.process.kill9();
		this.postgres.close();
		this.redis.close();
	}

}
