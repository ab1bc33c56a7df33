package com.auraconnect.orders.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class LocalPortTests {

	@Test
	void theEnvironmentMovesAPort() {
		assertThat(port(Map.of()).number()).isEqualTo(16379);
		assertThat(port(Map.of("LOCAL_REDIS_PORT", "7000")).number()).isEqualTo(7000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "redis", "0", "65536", "-1" })
	void anInvalidPortIsRefused(String value) {
		assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> port(Map.of("LOCAL_REDIS_PORT", value)))
			.withMessageContaining("LOCAL_REDIS_PORT=" + value);
	}

	@Test
	void aTakenPortIsNamedWithTheVariableThatMovesIt() throws IOException {
		try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			var port = new LocalPort("Redis", "LOCAL_REDIS_PORT", taken.getLocalPort());

			assertThatExceptionOfType(CannotRun.class).isThrownBy(port::requireFree)
				.withMessageContaining(Integer.toString(taken.getLocalPort()))
				.withMessageContaining("LOCAL_REDIS_PORT")
				.withMessageNotContaining("\n");
		}
	}

	@Test
	void aPortIsFreeAgainOnceItsOwnerIsGone() throws IOException {
		var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		var port = new LocalPort("Redis", "LOCAL_REDIS_PORT", taken.getLocalPort());
		taken.close();

		assertThatNoException().isThrownBy(port::requireFree);
	}

	private static LocalPort port(Map<String, String> environment) {
		return LocalPort.of("Redis", "LOCAL_REDIS_PORT", 16379, environment);
	}

}
