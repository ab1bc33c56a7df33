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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Whether a container engine answers. Testcontainers itself is only asked once something
 * listens where an engine would: on a machine without one it is slow to give up, and
 * loud.
 */
final class ContainerEngine {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	static final boolean ANSWERS = somethingListens() && answersInTime();

	private ContainerEngine() {
	}

	private static boolean somethingListens() {
		String host = System.getenv("DOCKER_HOST");
		if (host != null && host.startsWith("tcp:")) {
			return listens(URI.create(host));
		}
		return Stream
			.of(unixSocket(host), Optional.of(Path.of("/var/run/docker.sock")), under("XDG_RUNTIME_DIR", "docker.sock"),
					under("HOME", ".docker/run/docker.sock"), under("HOME", ".docker/desktop/docker.sock"))
			.flatMap(Optional::stream)
			.anyMatch(ContainerEngine::listens);
	}

	private static boolean answersInTime() {
		return CompletableFuture.supplyAsync(() -> DockerClientFactory.instance().isDockerAvailable())
			.completeOnTimeout(false, PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.join();
	}

	private static Optional<Path> unixSocket(@Nullable String host) {
		return Optional.ofNullable(host)
			.filter((url) -> url.startsWith("unix://"))
			.map((url) -> Path.of(url.substring(7)));
	}

	private static Optional<Path> under(String variable, String socket) {
		return Optional.ofNullable(System.getenv(variable)).map((directory) -> Path.of(directory, socket));
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
