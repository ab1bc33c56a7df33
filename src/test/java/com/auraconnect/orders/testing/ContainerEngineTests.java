package com.auraconnect.orders.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import com.auraconnect.orders.embedded.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerEngineTests {

	private static final Duration LONG = Duration.ofSeconds(15);

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void testcontainersIsAskedWhereSomethingListens(boolean usable) throws IOException {
		try (var listening = listeningOnTcp()) {
			assertThat(engine(tcp(listening.getLocalPort()), () -> usable, LONG).answers()).isEqualTo(usable);
		}
	}

	@Test
	void aUnixSocketIsFoundUnderDockerHost(@TempDir Path directory) throws IOException {
		Path socket = directory.resolve("docker.sock");
		try (var _ = listeningOn(socket)) {
			assertThat(engine(Map.of("DOCKER_HOST", "unix://" + socket), () -> true, LONG).answers()).isTrue();
		}
	}

	@Test
	void aUnixSocketIsFoundUnderTheRuntimeDirectory(@TempDir Path directory) throws IOException {
		try (var _ = listeningOn(directory.resolve("docker.sock"))) {
			assertThat(engine(Map.of("XDG_RUNTIME_DIR", directory.toString()), () -> true, LONG).answers()).isTrue();
		}
	}

	@Test
	void testcontainersIsNotAskedWhereNothingListens() {
		assertThat(engine(tcp(FreePort.find()), () -> {
			throw new AssertionError("Testcontainers was asked although nothing listens");
		}, LONG).answers()).isFalse();
	}

	@Test
	void anEngineThatDoesNotAnswerIsGivenUp() throws IOException {
		var ended = new CountDownLatch(1);
		try (var listening = listeningOnTcp()) {
			assertThat(engine(tcp(listening.getLocalPort()), () -> awaited(ended), Duration.ofMillis(20)).answers())
				.isFalse();
		}
		finally {
			ended.countDown();
		}
	}

	@Test
	void theEngineIsAskedOnce() throws IOException {
		var asked = new AtomicInteger();
		try (var listening = listeningOnTcp()) {
			ContainerEngine engine = engine(tcp(listening.getLocalPort()), () -> asked.incrementAndGet() > 0, LONG);
			engine.answers();
			engine.answers();
		}
		assertThat(asked).hasValue(1);
	}

	private static ContainerEngine engine(Map<String, String> environment, BooleanSupplier usable, Duration patience) {
		return new ContainerEngine(environment::get, usable, patience);
	}

	private static Map<String, String> tcp(int port) {
		return Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port);
	}

	private static ServerSocket listeningOnTcp() throws IOException {
		var socket = new ServerSocket();
		socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		return socket;
	}

	private static ServerSocketChannel listeningOn(Path unixSocket) throws IOException {
		return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(unixSocket));
	}

	private static boolean awaited(CountDownLatch ended) {
		try {
			ended.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return true;
	}

}
