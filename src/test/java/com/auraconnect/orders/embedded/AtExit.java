package com.auraconnect.orders.embedded;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Closes resources when the JVM exits, in reverse order of registration. One shutdown
 * hook for all, because hooks run concurrently: a service must be closed before its
 * database.
 */
public final class AtExit {

	private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

	private static boolean exiting;

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "at-exit"));
	}

	private AtExit() {
	}

	/**
	 * Registers a resource to be closed at exit, before those registered earlier; closes
	 * it at once if the exit is under way. Closing it twice must be harmless.
	 */
	public static <T extends AutoCloseable> T close(T opened) {
		synchronized (OPEN) {
			if (!exiting) {
				OPEN.push(opened);
				return opened;
			}
		}
		closeQuietly(opened);
		return opened;
	}

	private static void closeAll() {
		for (AutoCloseable opened = next(); opened != null; opened = next()) {
			closeQuietly(opened);
		}
	}

	private static void closeQuietly(AutoCloseable opened) {
		try {
			opened.close();
		}
		catch (Exception ex) {
			System.err.println("Could not close " + opened + ": " + ex);
		}
	}

	private static @Nullable AutoCloseable next() {
		synchronized (OPEN) {
			exiting = true;
			return OPEN.poll();
		}
	}

}
