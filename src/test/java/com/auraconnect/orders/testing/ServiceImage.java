package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.auraconnect.orders.embedded.FreePort;

import org.springframework.util.FileSystemUtils;

/**
 * The service as its container carries it: the jar, extracted beside its libraries, with
 * the AOT cache that {@code deploy/aot-cache} writes. Built under target/ by the first
 * test that starts a process, and again when the jar is a new one.
 */
final class ServiceImage {

	private static final Path JAR = Path.of("target", "orders.jar").toAbsolutePath();

	private static final Path AOT_CACHE_SCRIPT = Path.of("deploy", "aot-cache").toAbsolutePath();

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	/** Includes a start without the cache, on a busy machine. */
	private static final Duration STEP_TIMEOUT = Duration.ofMinutes(5);

	/** A file with the jar and the JVM of the image; written last. */
	private static final String BUILT_FROM = "built-from";

	/**
	 * The collector and object headers that the JVM has in a container of 512 MB. C1
	 * alone, which is faster for a process that lives for seconds.
	 */
	private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
			"-XX:TieredStopAtLevel=1", "-XX:AOTCache=orders.aot", "-Xlog:aot=error", "-Xlog:cds=error");

	private static final Path DIRECTORY = built();

	private ServiceImage() {
	}

	/**
	 * A process of the service, yet to be started.
	 * @param jvmArguments follow the common options, and so override them
	 */
	static ProcessBuilder process(String... jvmArguments) {
		List<String> command = new ArrayList<>();
		command.add(JAVA.toString());
		command.addAll(OPTIONS);
		command.addAll(List.of(jvmArguments));
		command.addAll(List.of("-jar", "orders.jar"));
		return new ProcessBuilder(command).directory(DIRECTORY.toFile());
	}

	private static Path built() {
		Path directory = Path.of("target", "service-image").toAbsolutePath();
		Path builtFrom = directory.resolve(BUILT_FROM);
		try {
			String wanted = "%s %s %s".formatted(Files.getLastModifiedTime(JAR), Files.size(JAR), JAVA);
			if (!Files.exists(builtFrom) || !Files.readString(builtFrom).equals(wanted)) {
				FileSystemUtils.deleteRecursively(directory);
				run(new ProcessBuilder(JAVA.toString(), "-Djarmode=tools", "-jar", JAR.toString(), "extract",
						"--destination", directory.toString()));
				run(aotCache(directory));
				Files.writeString(builtFrom, wanted);
			}
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(JAR + " is needed: run the tests with 'verify'", ex);
		}
	}

	private static ProcessBuilder aotCache(Path directory) {
		var script = new ProcessBuilder(AOT_CACHE_SCRIPT.toString()).directory(directory.toFile());
		Map<String, String> environment = script.environment();
		environment.put("PATH", JAVA.getParent() + ":" + environment.get("PATH"));
		environment.put("DATABASE_URL", TestPostgres.newDatabase());
		environment.put("REDIS_URL", TestRedis.newUrl());
		environment.put("SERVER_PORT", Integer.toString(FreePort.find()));
		return script;
	}

	private static void run(ProcessBuilder step) throws IOException {
		Path output = Files.createTempFile("service-image", ".log");
		Process process = step.redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			if (!process.waitFor(STEP_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
				throw new IllegalStateException("%s failed:%n%s".formatted(step.command(), Files.readString(output)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(step.command() + " was interrupted", ex);
		}
		finally {
			Files.deleteIfExists(output);
		}
	}

}
