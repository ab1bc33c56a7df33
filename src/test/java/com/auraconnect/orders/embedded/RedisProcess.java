package com.auraconnect.orders.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import redis.embedded.core.ExecutableProvider;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A Redis server on loopback, as a process of its own that the terminal's Ctrl-C does not
 * reach: its JVM stops it, after the service. All its files are in one directory. Can be
 * stopped, killed and started again on the same port and data.
 */
public final class RedisProcess implements AutoCloseable {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	private final Path directory;

	private final int port;

	private final List<String> settings;

	private final List<String> arguments;

	private RedisProcess(Path directory, int port, List<String> settings, String... arguments) {
		this.directory = directory;
		this.port = port;
		this.settings = settings;
		this.arguments = List.of(arguments);
	}

	/**
	 * A server that keeps its data, and loses a second of it at most; yet to be started.
	 * @param directory its own; made when it does not exist
	 */
	public static RedisProcess durable(Path directory, int port) {
		return new RedisProcess(made(directory), port, List.of("save \"\"", "appendonly yes", "appendfsync everysec"));
	}

	/**
	 * A server that starts empty every time; yet to be started.
	 * @param directory its own; made when it does not exist
	 */
	public static RedisProcess forgetful(Path directory, int port) {
		return new RedisProcess(made(directory), port, List.of("save \"\"", "appendonly no"));
	}

	/**
	 * A server that begins as a replica of that one; yet to be started. It keeps no data
	 * of its own.
	 * @param directory its own; made when it does not exist
	 */
	public static RedisProcess replica(Path directory, int port, RedisProcess master) {
		return new RedisProcess(made(directory), port,
				List.of("save \"\"", "appendonly no", "replicaof 127.0.0.1 " + master.port));
	}

	/**
	 * A Sentinel, which is the same program; yet to be started. It takes a server for
	 * down that has not answered for a second, if another Sentinel agrees.
	 * @param directory its own; made when it does not exist
	 * @param name of the master for clients
	 */
	public static RedisProcess sentinel(Path directory, int port, RedisProcess master, String name) {
		return new RedisProcess(made(directory), port,
				List.of("sentinel monitor %s 127.0.0.1 %d 2".formatted(name, master.port),
						"sentinel down-after-milliseconds %s 1000".formatted(name),
						"sentinel failover-timeout %s 5000".formatted(name),
						"sentinel parallel-syncs %s 2".formatted(name)),
				"--sentinel");
	}

	public int port() {
		return this.port;
	}

	/** Its URL, without a database. */
	public String url() {
		return "redis://127.0.0.1:" + this.port;
	}

	/**
	 * Whether its process is alive, be it this JVM's or one that an earlier JVM left
	 * behind.
	 */
	public boolean isRunning() {
		return process().isPresent();
	}

	/**
	 * Starts the server; returns when it answers and its data is loaded.
	 * @throws ServerDidNotStart if it does not come up
	 */
	public RedisProcess start() {
		try {
			Files.writeString(file("redis.conf"), configuration());
			Files.deleteIfExists(file("redis.log"));
			launch();
		}
		catch (IOException ex) {
			throw new ServerDidNotStart("Redis did not start: " + ex.getMessage(), ex);
		}
		if (!Poll.until(START_TIMEOUT, () -> isReady() || hasGivenUp()) || !isReady()) {
			throw new ServerDidNotStart("Redis did not start: " + lastLogLine(), null);
		}
		return this;
	}

	/** Stops the server in good order; does nothing when it is not running. */
	public void stop() {
		process().ifPresent((process) -> process.end("TERM"));
	}

	/** Stops the server as {@link #stop()} does. */
	@Override
	public void close() {
		stop();
	}

	/**
	 * Freezes the server until {@link #resume()}, with its connections open, like a
	 * machine that swaps or a network that drops packets.
	 */
	public void pause() {
		process().ifPresent((process) -> process.signal("STOP"));
	}

	/** Resumes a frozen server. */
	public void resume() {
		process().ifPresent((process) -> process.signal("CONT"));
	}

	/** Ends the server as a crash would. */
	public void kill9() {
		process().ifPresent(DetachedProcess::kill9);
	}

	private Optional<DetachedProcess> process() {
		return process(file("redis.pid"));
	}

	private Optional<DetachedProcess> process(Path namedIn) {
		return DetachedProcess.find(namedIn, "redis", file("bin"));
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private String configuration() {
		return """
				bind 127.0.0.1
				port %d
				daemonize yes
				databases 1024
				dir "%s"
				pidfile "%s"
				logfile "%s"
				%s
				""".formatted(this.port, this.directory, file("redis.pid"), file("redis.log"),
				String.join("\n", this.settings));
	}

	/**
	 * Starts the process, which forks; its parent ends at once, with an error if the
	 * program could not be loaded.
	 */
	private void launch() throws IOException {
		List<String> command = new ArrayList<>(List.of(executable(), file("redis.conf").toString()));
		command.addAll(this.arguments);
		Process parent = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (var output = parent.inputReader()) {
			String firstLine = output.lines().findFirst().orElse("");
			if (parent.waitFor() != 0) {
				throw new IOException(firstLine);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Copies the binary from the class path, or the one that EMBEDDED_REDIS_EXECUTABLE
	 * names, into the server's directory.
	 */
	private String executable() throws IOException {
		Path bin = Files.createDirectories(file("bin"));
		String named = System.getenv(ExecutableProvider.ENVIRONMENT_EXECUTABLE_LOCATION);
		if (named != null) {
			return Files.copy(Path.of(named), bin.resolve("redis-server"), StandardCopyOption.REPLACE_EXISTING)
				.toString();
		}
		return ExecutableProvider.newJarResourceProvider(bin.toFile()).get().getAbsolutePath();
	}

	private boolean answers() {
		try (var socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) START_TIMEOUT.toMillis());
			socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
			return new String(socket.getInputStream().readNBytes(5), US_ASCII).equals("+PONG");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Whether this server answers, and not another one on the same port. */
	private boolean isReady() {
		return isRunning() && answers();
	}

	/** Whether it has logged and ended: every line of its log begins with its pid. */
	private boolean hasGivenUp() {
		return !lastLogLine().isEmpty() && process(file("redis.log")).isEmpty();
	}

	private String lastLogLine() {
		try (var lines = Files.lines(file("redis.log"))) {
			return lines.reduce("", (before, line) -> line);
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static Path made(Path directory) {
		try {
			return Files.createDirectories(directory).toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
