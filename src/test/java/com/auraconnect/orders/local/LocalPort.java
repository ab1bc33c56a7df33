package com.auraconnect.orders.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * A port of loopback that the local run listens on.
 *
 * @param purpose who listens there, for people
 * @param variable the environment variable that moves it
 */
record LocalPort(String purpose, String variable, int number) {

	private static final int HIGHEST = 65_535;

	/**
	 * The port that the environment names, or the usual one.
	 * @throws CannotRun if it names none
	 */
	static LocalPort of(String purpose, String variable, int usual, Map<String, String> environment) {
		String value = environment.getOrDefault(variable, Integer.toString(usual));
		try {
			int number = Integer.parseInt(value.strip());
			if (number > 0 && number <= HIGHEST) {
				return new LocalPort(purpose, variable, number);
			}
		}
		catch (NumberFormatException ex) {
			// said below
		}
		throw new CannotRun("%s=%s is not a port number.".formatted(variable, value));
	}

	/**
	 * Makes sure that nobody listens there.
	 * @throws CannotRun if somebody does
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
