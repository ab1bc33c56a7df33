package com.auraconnect.orders.testing;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the servers of this JVM's tests come from. Decided once; the tests are the same
 * whichever it is.
 */
enum ServerSource {

	/** An environment variable names it. */
	EXISTING("existing"),

	/** A container engine answers. */
	CONTAINER("Testcontainers"),

	/** Neither: binaries from the test class path. */
	EMBEDDED("embedded");

	/** Existing PostgreSQL: a superuser, since tests look at all tenants. */
	static final String DATABASE_VARIABLE = "TEST_DATABASE_URL";

	/** Existing Redis: every database of it but 0 may be emptied. */
	static final String REDIS_VARIABLE = "TEST_REDIS_URL";

	private static final Logger logger = LoggerFactory.getLogger(ServerSource.class);

	private final String title;

	ServerSource(String title) {
		this.title = title;
	}

	static ServerSource ofPostgres() {
		return of(System.getenv(DATABASE_VARIABLE));
	}

	static ServerSource ofRedis() {
		return of(System.getenv(REDIS_VARIABLE));
	}

	/** Says which, before the first of them is started. */
	static void announce() {
		logger.info("Tests use PostgreSQL: {}, Redis: {}", ofPostgres().title, ofRedis().title);
	}

	/** What the environment variable of that name holds. */
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

	private static ServerSource of(@Nullable String existing) {
		if (existing != null && !existing.isBlank()) {
			return EXISTING;
		}
		return ContainerEngine.ANSWERS ? CONTAINER : EMBEDDED;
	}

}
