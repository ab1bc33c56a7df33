package com.auraconnect.orders.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server process without a {@link Process} handle: it detached from the JVM that
 * started it, or outlived it. Found by its pid file, and accepted only if it runs the
 * given program on the given files: the pid of an old file may belong to another process.
 *
 * @param program a part of its executable's path, such as {@code /postgres}
 * @param files a path that its executable's path or one of its arguments contains
 */
record DetachedProcess(ProcessHandle handle, String program, Path files) {

	private static final Pattern PID = Pattern.compile("\\d{1,18}");

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** The process whose pid the file begins with, if it is alive and accepted. */
	static Optional<DetachedProcess> find(Path pidFile, String program, Path files) {
		return firstLine(pidFile).map(PID::matcher)
			.filter(Matcher::lookingAt)
			.flatMap((pid) -> ProcessHandle.of(Long.parseLong(pid.group())))
			.map((handle) -> new DetachedProcess(handle, program, files))
			.filter(DetachedProcess::isAlive);
	}

	/**
	 * Sends it the signal and waits for its end; kills it if that takes too long.
	 * @param signal a name that kill(1) knows
	 */
	void end(String signal) {
		signal(signal);
		if (!Poll.until(PATIENCE, () -> !isAlive())) {
			kill9();
		}
	}

	/** Ends it and its children, as a crash of the machine would. */
	void kill9() {
		List<ProcessHandle> children = this.handle.descendants().toList();
		this.handle.destroyForcibly();
		children.forEach(ProcessHandle::destroyForcibly);
		Poll.until(PATIENCE, () -> !isAlive());
	}

	/**
	 * A zombie that no init process reaps counts as dead, since it has no executable.
	 */
	private boolean isAlive() {
		ProcessHandle.Info info = this.handle.info();
		String command = info.command().orElse("");
		return command.contains(this.program) && (command.contains(this.files.toString()) || hasFilesAsArgument(info));
	}

	private boolean hasFilesAsArgument(ProcessHandle.Info info) {
		return Arrays.asList(info.arguments().orElse(new String[0])).contains(this.files.toString());
	}

	/**
	 * Sends it the signal.
	 * @param signal a name that kill(1) knows
	 */
	void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(this.handle.pid())).start().waitFor();
		}
		catch (IOException ex) {
			this.handle.destroy();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Optional<String> firstLine(Path file) {
		try (var lines = Files.lines(file)) {
			return lines.findFirst();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
