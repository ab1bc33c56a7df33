package com.auraconnect.orders.http;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTests {

	@ParameterizedTest
	@CsvSource({ "PT-3S, 1", "PT0S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT1.9S, 2", "PT2S, 2" })
	void retryAfterIsRoundedUpToSeconds(Duration remaining, String seconds) {
		var response = Problem.temporary(ErrorCode.LOCATION_PAUSED, null, remaining).toResponse("/api/v1/orders");

		assertThat(response.getHeaders().get(HttpHeaders.RETRY_AFTER)).containsExactly(seconds);
	}

}
