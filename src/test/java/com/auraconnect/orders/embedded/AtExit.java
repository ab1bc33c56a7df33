package com.auraconnect.orders.embedded;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Closes what was opened, the last first, when the JVM exits. One shutdown hook for all
 * of it, because hooks run side by side: a service must be closed before its database.
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
	 * Closes it at exit, before what was handed over earlier; at once when the exit is
	 * under way. Should bear being closed twice.
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
