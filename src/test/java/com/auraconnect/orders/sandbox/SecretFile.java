package com.auraconnect.orders.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A secret that is created once and stored. Only its owner can read the file. */
final class SecretFile {

	private SecretFile() {
	}

	/** Reads the secret in that file, or creates and stores one. */
	static String readOrMake(Path file, Supplier<String> secret) {
		try {
			if (!Files.exists(file)) {
				Files.createDirectories(file.getParent());
				write(file, secret.get());
			}
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes the file atomically: it is complete or absent, and never readable by others,
	 * whenever the process is killed.
	 */
	private static void write(Path file, String secret) throws IOException {
		Path draft = file.resolveSibling(file.getFileName() + ".new");
		Files.deleteIfExists(draft);
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		Files.writeString(draft, secret, UTF_8);
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
	}

}
