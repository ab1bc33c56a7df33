package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.RedisProcess;

import org.springframework.util.FileSystemUtils;

/**
 * Directories under target/ for the embedded servers of this JVM, removed when it exits.
 * The next JVM stops and removes the servers that a killed JVM has left there.
 */
final class ServerDirectory {

	private static final Path SERVERS = Path.of("target", "servers").toAbsolutePath();

	/** Unpacked programs are kept: they are the same for all. */
	static final Path BINARIES = SERVERS.resolve("bin");

	/** Made again by initdb when the version of PostgreSQL changes. */
	private static final Path INITIAL = SERVERS.resolve("initdb-" + PostgresProcess.majorVersion());

	/** The name of a directory contains the process id of its JVM. */
	private static final Pattern NAME = Pattern.compile("(postgres|redis)-(\\d+)-.*");

	static {
		orphans().forEach(ServerDirectory::remove);
	}

	private ServerDirectory() {
	}

	static Path freshForPostgres() {
		return fresh("postgres");
	}

	static Path freshForRedis() {
		return fresh("redis");
	}

	/**
	 * A data directory made by initdb, to be copied: a copy takes a tenth of the time. No
	 * server runs on it. Kept for later JVMs.
	 */
	static synchronized Path initialPostgresData() {
		if (!Files.isDirectory(INITIAL)) {
			Path directory = freshForPostgres();
			try (var server = new PostgresProcess(data(directory), BINARIES, FreePort.find()).start()) {
				server.stop();
				Files.move(directory, INITIAL);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return data(INITIAL);
	}

	/** The data directory within a directory for PostgreSQL. */
	static Path data(Path directory) {
		return directory.resolve("data");
	}

	/** Registers the directory with {@link AtExit} before any server in it. */
	private static Path fresh(String server) {
		try {
			Files.createDirectories(SERVERS);
			Path directory = Files.createTempDirectory(SERVERS, server + "-" + ProcessHandle.current().pid() + "-");
			AtExit.close(() -> FileSystemUtils.deleteRecursively(directory));
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> orphans() {
		if (!Files.isDirectory(SERVERS)) {
			return List.of();
		}
		try (var directories = Files.list(SERVERS)) {
			return directories.filter(ServerDirectory::isOrphan).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isOrphan(Path directory) {
		Matcher name = NAME.matcher(directory.getFileName().toString());
		return name.matches() && ProcessHandle.of(Long.parseLong(name.group(2))).isEmpty();
	}

	private static void remove(Path orphan) {
		try {
			if (orphan.getFileName().toString().startsWith("postgres")) {
				new PostgresProcess(data(orphan), BINARIES, 0).stop();
			}
			else {
				RedisProcess.forgetful(orphan, 0).stop();
			}
			FileSystemUtils.deleteRecursively(orphan);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
