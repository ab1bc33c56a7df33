package com.auraconnect.orders.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Detects whether a container engine answers. Testcontainers is called only if a process
 * listens at an address of an engine: on a machine without an engine it is slow to give
 * up, and logs much.
 * <p>
 * Testcontainers is called on a thread of its own, since an engine may accept a
 * connection and never answer. The result is a field of an instance: that thread runs
 * code of this class, and would deadlock with a static initializer that waits for it.
 */
final class ContainerEngine {

	/** Time-out for the engine's answer. */
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final Function<String, @Nullable String> environment;

	private final BooleanSupplier testcontainers;

	private final Duration patience;

	private @Nullable Boolean answers;

	/** The engine that this process's environment leads to. */
	ContainerEngine() {
		this(System::getenv, () -> DockerClientFactory.instance().isDockerAvailable(), PATIENCE);
	}

	/**
	 * @param environment the value of an environment variable, null if it is not set
	 * @param testcontainers whether Testcontainers can use the engine
	 */
	ContainerEngine(Function<String, @Nullable String> environment, BooleanSupplier testcontainers, Duration patience) {
		this.environment = environment;
		this.testcontainers = testcontainers;
		this.patience = patience;
	}

	/** Asks the engine, the first time. */
	synchronized boolean answers() {
		if (this.answers == null) {
			this.answers = somethingListens() && answersInTime();
		}
		return this.answers;
	}

	private boolean somethingListens() {
		String host = this.environment.apply("DOCKER_HOST");
		if (host != null && host.startsWith("tcp:")) {
			return listens(URI.create(host));
		}
		return Stream
			.of(unixSocket(host), Optional.of(Path.of("/var/run/docker.sock")), under("XDG_RUNTIME_DIR", "docker.sock"),
					under("HOME", ".docker/run/docker.sock"), under("HOME", ".docker/desktop/docker.sock"))
			.flatMap(Optional::stream)
			.anyMatch(ContainerEngine::listens);
	}

	private boolean answersInTime() {
		return CompletableFuture.supplyAsync(this.testcontainers::getAsBoolean)
			.completeOnTimeout(false, this.patience.toMillis(), TimeUnit.MILLISECONDS)
			.join();
	}

	private static Optional<Path> unixSocket(@Nullable String host) {
		return Optional.ofNullable(host)
			.filter((url) -> url.startsWith("unix://"))
			.map((url) -> Path.of(url.substring(7)));
	}

	private Optional<Path> under(String variable, String socket) {
		return Optional.ofNullable(this.environment.apply(variable)).map((directory) -> Path.of(directory, socket));
	}

	private static boolean listens(URI tcp) {
		try (var socket = new Socket()) {
			socket.connect(new InetSocketAddress(tcp.getHost(), tcp.getPort()), 2000);
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean listens(Path unixSocket) {
		try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			return channel.connect(UnixDomainSocketAddress.of(unixSocket));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return false;
		}
	}

}
