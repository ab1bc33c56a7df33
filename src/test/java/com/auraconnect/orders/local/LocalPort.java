package com.auraconnect.orders.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * A port of loopback that the local run listens on.
 *
 * @param purpose the server's name, for messages
 * @param variable the environment variable that moves it
 */
record LocalPort(String purpose, String variable, int number) {

	private static final int HIGHEST = 65_535;

	/**
	 * The port in the environment, or the default.
	 * @throws CannotRun if the variable is no port number
	 */
	static LocalPort of(String purpose, String variable, int defaultPort, Map<String, String> environment) {
		String value = environment.getOrDefault(variable, Integer.toString(defaultPort));
		try {
			int number = Integer.parseInt(value.strip());
			if (number > 0 && number <= HIGHEST) {
				return new LocalPort(purpose, variable, number);
			}
		}
		catch (NumberFormatException ex) {
			// reported below
		}
		throw new CannotRun("%s=%s is not a port number.".formatted(variable, value));
	}

	/**
	 * Checks that the port is free.
	 * @throws CannotRun if it is taken
	 */
	void requireFree() {
		try (var socket = new ServerSocket(this.number, 1, InetAddress.getLoopbackAddress())) {
			assert socket.isBound();
		}
		catch (IOException ex) {
			throw new CannotRun("Port %d (%s) is taken: free it, or choose another by the environment variable %s."
				.formatted(this.number, this.purpose, this.variable));
		}
	}

}
