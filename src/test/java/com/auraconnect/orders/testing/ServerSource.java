package com.auraconnect.orders.testing;

import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of the servers that this JVM's tests use. {@link ServerChoice} decides once;
 * the tests are the same whichever it is.
 */
enum ServerSource {

	/** An environment variable names it. */
	EXISTING("existing"),

	/** A container engine answers. */
	CONTAINER("Testcontainers"),

	/** Neither: binaries from the test class path. */
	EMBEDDED("embedded");

	/** Existing PostgreSQL; the user must be a superuser, since tests see all tenants. */
	static final String DATABASE_VARIABLE = "TEST_DATABASE_URL";

	/** Existing Redis; tests may empty each of its databases but 0. */
	static final String REDIS_VARIABLE = "TEST_REDIS_URL";

	private static final Logger logger = LoggerFactory.getLogger(ServerSource.class);

	private static final ServerChoice CHOICE = new ServerChoice(System::getenv, new ContainerEngine()::answers);

	private final String title;

	ServerSource(String title) {
		this.title = title;
	}

	static ServerSource ofPostgres() {
		return CHOICE.of(DATABASE_VARIABLE);
	}

	static ServerSource ofRedis() {
		return CHOICE.of(REDIS_VARIABLE);
	}

	/**
	 * Logs the sources, before the first server is started.
	 * @throws IllegalStateException if the environment demands a source that is not there
	 */
	static void announce() {
		logger.info("Tests use PostgreSQL: {}, Redis: {}", ofPostgres().title, ofRedis().title);
	}

	/** The value of the environment variable of that name. */
	static String named(String variable) {
		String value = System.getenv(variable);
		if (value == null) {
			throw new IllegalStateException(variable + " is not set");
		}
		return value;
	}

	<T> T start(Supplier<T> existing, Supplier<T> container, Supplier<T> embedded) {
		return switch (this) {
			case EXISTING -> existing.get();
			case CONTAINER -> container.get();
			case EMBEDDED -> embedded.get();
		};
	}

}
