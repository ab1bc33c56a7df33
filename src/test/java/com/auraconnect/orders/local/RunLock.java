package com.auraconnect.orders.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Locks a directory for one local run at a time. The lock is the operating system's and
 * ends with its process, however that ends: servers that still run when the lock is taken
 * are leftovers.
 */
final class RunLock {

	/**
	 * Keeps the channel reachable: the garbage collector would close it and release the
	 * lock.
	 */
	private static final Set<FileChannel> HELD = ConcurrentHashMap.newKeySet();

	private RunLock() {
	}

	/**
	 * Takes the lock until the JVM ends.
	 * @param ports the ports of this run, for the message
	 * @throws CannotRun if another run has it
	 */
	static void take(Path directory, List<LocalPort> ports) {
		Path file = directory.resolve("lock");
		try {
			Files.createDirectories(directory);
			FileChannel channel = FileChannel.open(file, CREATE, WRITE);
			if (channel.tryLock() == null) {
				channel.close();
				throw new CannotRun(takenBy(Files.readString(file).strip(), directory, ports));
			}
			channel.truncate(0);
			channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
			HELD.add(channel);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String takenBy(String pid, Path directory, List<LocalPort> ports) {
		String others = ports.stream()
			.map((port) -> port.number() + " (" + port.variable() + ")")
			.collect(Collectors.joining(", "));
		return "A local run (process %s) has %s already: stop it, or run in another directory with ports other than %s."
			.formatted(pid, directory, others);
	}

}
