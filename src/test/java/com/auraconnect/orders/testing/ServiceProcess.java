package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.FreePort;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * A replica as a process of its own, started as production starts it (see
 * {@link ServiceImage}), to be killed at any moment. Its output goes to a file under
 * target/. It does not outlive this JVM.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Path LOGS = Path.of("target", "service-logs").toAbsolutePath();

	/** Long enough for a start on a busy machine. */
	private static final Duration START_TIMEOUT = Duration.ofMinutes(4);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

	/** Characters. */
	private static final int LOG_TAIL = 3000;

	private static final AtomicInteger COUNT = new AtomicInteger();

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private final Process process;

	private final int port;

	private final Path log;

	private final CommittedEvents events;

	private ServiceProcess(Process process, int port, Path log, CommittedEvents events) {
		this.process = process;
		this.port = port;
		this.log = log;
		this.events = events;
	}

	/**
	 * Starts it on a free port; returns when its health is UP.
	 * @param environment added to this JVM's own
	 * @param jvmArguments such as {@code -Xmx512m}
	 * @throws IllegalStateException if it ends, or is not up in time; the message says
	 * which, and the end of the log
	 */
	public static ServiceProcess start(Map<String, String> environment, String... jvmArguments) {
		ServiceProcess service = launch(environment, jvmArguments);
		service.awaitUp();
		return service;
	}

	/**
	 * Starts that many of them side by side, which takes little longer than one; returns
	 * when all are UP.
	 * @throws IllegalStateException as {@link #start} does
	 */
	public static List<ServiceProcess> start(int count, Map<String, String> environment, String... jvmArguments) {
		List<ServiceProcess> replicas = IntStream.range(0, count)
			.mapToObj((i) -> launch(environment, jvmArguments))
			.toList();
		replicas.forEach(ServiceProcess::awaitUp);
		return replicas;
	}

	/** Starts it on a free port and does not wait. */
	public static ServiceProcess launch(Map<String, String> environment, String... jvmArguments) {
		return launch(FreePort.find(), environment, jvmArguments);
	}

	/** Starts it on that port and does not wait. */
	public static ServiceProcess launch(int port, Map<String, String> environment, String... jvmArguments) {
		try {
			Path log = Files.createDirectories(LOGS)
				.resolve("%d-%d.log".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet()));
			var builder = ServiceImage.process(jvmArguments).redirectErrorStream(true).redirectOutput(log.toFile());
			builder.environment().putAll(environment);
			builder.environment().put("SERVER_PORT", Integer.toString(port));
			return AtExit.close(new ServiceProcess(builder.start(), port, log,
					new CommittedEvents(environment.get("DATABASE_URL"))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Waits until its health is UP. */
	public void awaitUp() {
		try {
			await().atMost(START_TIMEOUT).until(() -> !this.process.isAlive() || isUp());
		}
		catch (ConditionTimeoutException ex) {
			kill9();
			throw new IllegalStateException("The service was not up within " + START_TIMEOUT + endOfLog(), ex);
		}
		if (!this.process.isAlive()) {
			throw new IllegalStateException("The service ended with " + this.process.exitValue() + endOfLog());
		}
	}

	/** The end of the log, for messages: the file may be lost with its machine. */
	private String endOfLog() {
		var output = output();
		return "; the end of " + this.log + ":\n" + output.substring(Math.max(0, output.length() - LOG_TAIL));
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	public int port() {
		return this.port;
	}

	public long pid() {
		return this.process.pid();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** Its output so far. */
	public String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends it as a power cut would; returns when it is gone. */
	public void kill9() {
		this.process.destroyForcibly();
		awaitEnd();
	}

	/**
	 * Shuts it down gracefully and waits for its end; kills it after a minute.
	 */
	public void stop() {
		this.process.destroy();
		if (!awaitEnd()) {
			kill9();
		}
	}

	/**
	 * Freezes it until {@link #resume()}, with its connections open, like a machine that
	 * swaps.
	 */
	public void pause() {
		signal("STOP");
	}

	/** Resumes a frozen process. */
	public void resume() {
		signal("CONT");
	}

	private void signal(String name) {
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Kills it as {@link #kill9()} does, and checks its events.
	 * @throws AssertionError if there are events in its database that are not as
	 * described
	 */
	@Override
	public void close() {
		boolean isFirst = this.process.isAlive();
		kill9();
		if (isFirst) {
			this.events.requireAsDescribed();
		}
	}

	@Override
	public String toString() {
		return "service process " + pid() + " on port " + this.port;
	}

	private boolean isUp() {
		try {
			var request = HttpRequest.newBuilder(url().resolve("/health")).timeout(Duration.ofSeconds(5)).build();
			return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private boolean awaitEnd() {
		try {
			return this.process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
