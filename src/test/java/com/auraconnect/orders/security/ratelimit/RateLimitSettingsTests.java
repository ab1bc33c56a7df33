package com.auraconnect.orders.security.ratelimit;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the limits that the contract states. */
class RateLimitSettingsTests {

	@Test
	void productionHasTheLimitsOfTheContract() throws IOException {
		var settings = settings("application.yml");

		assertThat(settings.staff()).isEqualTo(6000);
		assertThat(settings.customer()).isEqualTo(100);
		assertThat(settings.tracking()).isEqualTo(30);
		assertThat(settings.window()).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void theLocalProfileHasAHundredTimesTheLimits() throws IOException {
		var settings = settings("application-local.yml", "application.yml");

		assertThat(settings.staff()).isEqualTo(600_000);
		assertThat(settings.customer()).isEqualTo(10_000);
		assertThat(settings.tracking()).isEqualTo(3000);
	}

	@Test
	void aPortionIsASixtiethAndAtLeastOne() throws IOException {
		var settings = settings("application.yml");

		assertThat(settings.portionOf(6000)).isEqualTo(100);
		assertThat(settings.portionOf(100)).isEqualTo(1);
		assertThat(settings.portionOf(30)).isEqualTo(1);
	}

	/** Earlier files take precedence. */
	private static RateLimitSettings settings(String... files) throws IOException {
		var environment = new StandardEnvironment();
		for (var file : files) {
			new YamlPropertySourceLoader().load(file, new ClassPathResource(file))
				.forEach(environment.getPropertySources()::addLast);
		}
		return Binder.get(environment).bindOrCreate("orders.rate-limits", RateLimitSettings.class);
	}

}
