package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Measures the heap of another JVM of this machine by {@code jcmd}. */
public final class Heap {

	private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

	private Heap() {
	}

	/** Bytes that are left after a full collection. */
	public static long afterCollection(ServiceProcess service) {
		String total = histogram(service).lines().filter((line) -> line.startsWith("Total")).findFirst().orElseThrow();
		return Long.parseLong(total.strip().split("\\s+")[2]);
	}

	/** The classes on the heap after a full collection, the largest first. */
	public static String histogram(ServiceProcess service) {
		try {
			var jcmd = new ProcessBuilder(JCMD.toString(), Long.toString(service.pid()), "GC.class_histogram")
				.redirectErrorStream(true)
				.start();
			return new String(jcmd.getInputStream().readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
