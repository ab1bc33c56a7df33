package com.auraconnect.orders.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code deploy/healthcheck}, on a replica that is alive and not ready. */
class HealthcheckTests {

	private final HttpServer replica = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

	HealthcheckTests() throws IOException {
		answer("/livez", 200);
		answer("/health", 503);
		this.replica.start();
	}

	@AfterEach
	void close() {
		this.replica.stop(0);
	}

	@Test
	void itTestsLiveness() throws Exception {
		assertThat(exitCode()).isZero();
	}

	@Test
	void itTestsReadinessOnDemand() throws Exception {
		assertThat(exitCode("/health")).isEqualTo(1);
	}

	@Test
	void itFailsWithoutAReplica() throws Exception {
		this.replica.stop(0);
		assertThat(exitCode()).isEqualTo(1);
	}

	private int exitCode(String... path) throws Exception {
		List<String> command = new ArrayList<>(List.of("bash", Path.of("deploy", "healthcheck").toString()));
		command.addAll(List.of(path));
		var check = new ProcessBuilder(command).redirectErrorStream(true);
		check.environment().put("SERVER_PORT", Integer.toString(this.replica.getAddress().getPort()));
		Process process = check.start();
		process.getInputStream().readAllBytes();
		return process.waitFor();
	}

	private void answer(String path, int status) {
		this.replica.createContext(path, (exchange) -> {
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
	}

}
