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
 * Directories under target/ for the embedded servers of this JVM, gone when it exits.
 * What a killed JVM has left there is stopped and removed by the next.
 */
final class ServerDirectory {

	private static final Path SERVERS = Path.of("target", "servers").toAbsolutePath();

	/** Unpacked programs are kept: they are the same for all. */
	static final Path BINARIES = SERVERS.resolve("bin");

	/** Made again by initdb when the version of PostgreSQL changes. */
	private static final Path INITIAL = SERVERS.resolve("initdb-" + PostgresProcess.majorVersion());

	/** A directory's name tells the process id of the JVM that it belongs to. */
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
	 * Data that initdb has made and no server runs on, to be copied: that takes a tenth
	 * of the time. Kept for later JVMs.
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

	/** Where in a directory for PostgreSQL its data lies. */
	static Path data(Path directory) {
		return directory.resolve("data");
	}

	/** Hands the directory to {@link AtExit} before a server in it can be. */
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
