package com.auraconnect.orders.faults;

import java.net.URI;
import java.util.function.Consumer;

import com.auraconnect.orders.embedded.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/** Breaks a Redis server, and mends it. */
record RedisControls(RedisProcess server) implements AutoCloseable {

	URI url() {
		return URI.create(this.server.url());
	}

	/** Ends it as a crash would: it comes back empty. */
	void crash() {
		this.server.kill9();
	}

	void start() {
		this.server.start();
	}

	void freeze() {
		this.server.pause();
	}

	void thaw() {
		this.server.resume();
	}

	void flush() {
		tell(RedisCommands::flushall);
	}

	/** Leaves it no memory for writes, and lets it evict nothing. */
	void fill() {
		tell((redis) -> {
			redis.configSet("maxmemory-policy", "noeviction");
			redis.configSet("maxmemory", "1");
		});
	}

	void empty() {
		tell((redis) -> redis.configSet("maxmemory", "0"));
	}

	/** Lets it follow a server that does not exist, so that it keeps its data. */
	void demote() {
		tell((redis) -> redis.replicaof("127.0.0.1", 1));
	}

	void promote() {
		tell(RedisCommands::replicaofNoOne);
	}

	private void tell(Consumer<RedisCommands<String, String>> command) {
		try (var client = RedisClient.create(this.server.url()); var connection = client.connect()) {
			command.accept(connection.sync());
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

}
