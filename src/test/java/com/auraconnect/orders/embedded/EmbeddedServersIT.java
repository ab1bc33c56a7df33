package com.auraconnect.orders.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedServersIT {

	private static final Path BINARIES = Path.of("target/servers/bin");

	@TempDir
	private Path directory;

	@Test
	void postgresIsAsDurableAsInProduction() throws Exception {
		try (var postgres = postgres("data").start(); var connection = postgres.url("postgres").connect()) {
			for (String setting : new String[] { "fsync", "synchronous_commit", "full_page_writes" }) {
				var value = connection.createStatement().executeQuery("SHOW " + setting);
				value.next();
				assertThat(value.getString(1)).as(setting).isEqualTo("on");
			}
		}
	}

	@Test
	void postgresKeepsItsDataWhenItIsKilled() throws Exception {
		try (var postgres = postgres("a directory with spaces").start()) {
			postgres.createDatabase("orders");
			execute(postgres, "CREATE TABLE kept (id INT)");

			postgres.kill9();
			assertThat(postgres.isRunning()).isFalse();
			postgres.start();

			execute(postgres, "INSERT INTO kept VALUES (1)");
		}
	}

	@Test
	void postgresLeftBehindByAnotherJvmIsFoundAndStopped() throws Exception {
		Path data = this.directory.resolve("data");
		var abandoned = new PostgresProcess(data, BINARIES, FreePort.find()).start();
		var found = new PostgresProcess(data, BINARIES, FreePort.find());

		assertThat(found.isRunning()).isTrue();
		found.stop();
		assertThat(found.isRunning()).isFalse();

		abandoned.stop();
	}

	@Test
	void aProcessThatHasTakenOverThePidIsNotOurs() throws Exception {
		Files.createDirectories(this.directory.resolve("data"));
		Files.writeString(this.directory.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

		var postgres = postgres("data");
		assertThat(postgres.isRunning()).isFalse();
		postgres.stop();
	}

	@Test
	void postgresRefusesTheDataOfAnotherVersion() throws Exception {
		Files.createDirectories(this.directory.resolve("data"));
		Files.writeString(this.directory.resolve("data/PG_VERSION"), "9\n");

		assertThatExceptionOfType(ServerDidNotStart.class).isThrownBy(() -> postgres("data").start())
			.withMessageContaining("written by PostgreSQL 9, and this is 1");
	}

	@Test
	void redisKeepsItsDataWhenItIsStopped() {
		try (var redis = RedisProcess.durable(this.directory.resolve("a redis"), FreePort.find()).start()) {
			assertThat(set(redis, "kept")).isNull();
			redis.stop();
			assertThat(redis.isRunning()).isFalse();
			redis.start();

			assertThat(set(redis, "kept")).isEqualTo("yes");
		}
	}

	@Test
	void redisStartsAgainAfterItWasKilled() {
		try (var redis = RedisProcess.forgetful(this.directory, FreePort.find()).start()) {
			redis.kill9();
			assertThat(redis.isRunning()).isFalse();
			redis.start();

			assertThat(redis.isRunning()).isTrue();
		}
	}

	@Test
	void redisThatCannotStartSaysWhy() {
		int port = FreePort.find();
		try (var first = RedisProcess.forgetful(this.directory.resolve("first"), port).start()) {
			assertThat(first.isRunning()).isTrue();
			var second = RedisProcess.forgetful(this.directory.resolve("second"), port);
			assertThatExceptionOfType(ServerDidNotStart.class).isThrownBy(second::start)
				.withMessageContaining("listening on port " + port);
		}
	}

	private PostgresProcess postgres(String data) {
		return new PostgresProcess(this.directory.resolve(data), BINARIES, FreePort.find());
	}

	private static void execute(PostgresProcess postgres, String sql) throws SQLException {
		try (var connection = postgres.url("orders").connect(); var statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** Sets the key to "yes" and gives what it was before. */
	private static String set(RedisProcess redis, String key) {
		try (var client = RedisClient.create(redis.url()); var connection = client.connect()) {
			return connection.sync().setGet(key, "yes");
		}
	}

}
