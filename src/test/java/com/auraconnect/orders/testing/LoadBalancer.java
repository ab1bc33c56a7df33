package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.FreePort;

import static org.awaitility.Awaitility.await;

/**
 * The installed nginx with {@code deploy/nginx/nginx.conf}. Only addresses are changed:
 * its port, its pid file, and the replicas, which Docker's DNS would list.
 */
public final class LoadBalancer implements AutoCloseable {

	private static final Path CONFIGURATION = Path.of("deploy", "nginx", "nginx.conf");

	private static final List<Path> PLACES = Stream
		.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
		.map((directory) -> Path.of(directory, "nginx"))
		.toList();

	private final Process process;

	private final int port;

	private LoadBalancer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/** Whether this machine has nginx. */
	public static boolean isInstalled() {
		return PLACES.stream().anyMatch(Files::isExecutable);
	}

	/** Starts it in front of replicas on these ports; returns when it listens. */
	public static LoadBalancer before(int... replicas) {
		try {
			int port = FreePort.find();
			Path directory = Files.createDirectories(Path.of("target", "nginx", Integer.toString(port)))
				.toAbsolutePath();
			Path configuration = Files.writeString(directory.resolve("nginx.conf"),
					configuration(directory, port, replicas));
			String nginx = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow().toString();
			var command = new ProcessBuilder(nginx, "-p", directory.toString(), "-c", configuration.toString(), "-g",
					"daemon off; user root;")
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("nginx.log").toFile());
			var balancer = AtExit.close(new LoadBalancer(command.start(), port));
			await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(directory.resolve("nginx.pid")));
			return balancer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String configuration(Path directory, int port, int... replicas) throws IOException {
		String servers = Arrays.stream(replicas)
			.mapToObj((replica) -> "server 127.0.0.1:" + replica + " max_fails")
			.collect(Collectors.joining("=1 fail_timeout=2s;\n    "));
		String text = Files.readString(CONFIGURATION);
		text = replaced(text, "pid /run/nginx.pid", "pid " + directory.resolve("nginx.pid"));
		String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
			.map((kind) -> kind + "_temp_path " + directory.resolve(kind) + ";\n  ")
			.collect(Collectors.joining());
		text = replaced(text, "http {\n", "http {\n  " + temporary + "\n");
		text = replaced(text, "listen 8000 ", "listen 127.0.0.1:" + port + " ");
		text = replaced(text, "resolver 127.0.0.11 valid=2s ipv6=off;", "");
		return replaced(text, "server orders-api:8000 resolve max_fails", servers);
	}

	private static String replaced(String text, String part, String replacement) {
		if (text.split(Pattern.quote(part), -1).length != 2) {
			throw new IllegalStateException(CONFIGURATION + " should have once: " + part);
		}
		return text.replace(part, replacement);
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	/**
	 * Stops it as Docker does, by SIGQUIT.
	 * @return how long that took, at most half a minute
	 */
	public Duration stop() {
		long start = System.nanoTime();
		try {
			new ProcessBuilder("kill", "-QUIT", Long.toString(this.process.pid())).start().waitFor();
			this.process.waitFor(30, TimeUnit.SECONDS);
			return Duration.ofNanos(System.nanoTime() - start);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Ends it at once. */
	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
	}

}
