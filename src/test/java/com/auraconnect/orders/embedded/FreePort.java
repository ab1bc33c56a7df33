package com.auraconnect.orders.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a free port of loopback. It is below the ephemeral ports of operating systems,
 * since an outgoing connection could otherwise take it while its server is starting.
 */
public final class FreePort {

	private static final int FIRST = 20_000;

	private static final int LAST = 32_000;

	private FreePort() {
	}

	public static int find() {
		int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
		return isFree(port) ? port : find();
	}

	private static boolean isFree(int port) {
		try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
