package com.auraconnect.orders.testing;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the {@link ServerSource} of a test run from its environment. The variable
 * {@value #VARIABLE} demands one, and a demand that cannot be met fails the run; without
 * it, the first source that is there is taken.
 */
final class ServerChoice {

	/** Demands {@code existing}, {@code containers} or {@code embedded} servers. */
	static final String VARIABLE = "TEST_SERVERS";

	private static final Map<String, ServerSource> BY_NAME = Map.of("existing", ServerSource.EXISTING, "containers",
			ServerSource.CONTAINER, "embedded", ServerSource.EMBEDDED);

	private final Function<String, @Nullable String> environment;

	private final BooleanSupplier engineAnswers;

	/**
	 * @param environment the value of an environment variable, null if it is not set
	 * @param engineAnswers whether a container engine answers; asked only where the
	 * choice depends on it
	 */
	ServerChoice(Function<String, @Nullable String> environment, BooleanSupplier engineAnswers) {
		this.environment = environment;
		this.engineAnswers = engineAnswers;
	}

	/**
	 * The source of one server.
	 * @param urlVariable the variable that may name an existing one
	 * @throws IllegalStateException if the demanded source is not there, or none has that
	 * name
	 */
	ServerSource of(String urlVariable) {
		String demanded = value(VARIABLE);
		return (demanded != null) ? demanded(demanded, urlVariable) : firstPossible(urlVariable);
	}

	private ServerSource demanded(String name, String urlVariable) {
		ServerSource source = BY_NAME.get(name);
		if (source == null) {
			throw new IllegalStateException(
					VARIABLE + " is '" + name + "', but must be one of existing, containers and embedded");
		}
		if (source == ServerSource.EXISTING && value(urlVariable) == null) {
			throw new IllegalStateException(VARIABLE + " demands existing servers, but " + urlVariable + " is not set");
		}
		if (source == ServerSource.CONTAINER && !this.engineAnswers.getAsBoolean()) {
			throw new IllegalStateException(VARIABLE + " demands containers, but no container engine answers");
		}
		return source;
	}

	private ServerSource firstPossible(String urlVariable) {
		if (value(urlVariable) != null) {
			return ServerSource.EXISTING;
		}
		return this.engineAnswers.getAsBoolean() ? ServerSource.CONTAINER : ServerSource.EMBEDDED;
	}

	/** Null where the variable is not set or blank. */
	private @Nullable String value(String variable) {
		String value = this.environment.apply(variable);
		return (value == null || value.isBlank()) ? null : value;
	}

}
