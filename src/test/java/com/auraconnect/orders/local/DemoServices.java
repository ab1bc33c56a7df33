package com.auraconnect.orders.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.auraconnect.orders.sandbox.LocationCurrencies;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.SandboxControls;

/**
 * Runs the partners, the token issuer and their controls for the demo in containers
 * (deploy/demo), on the ports that .env.example names, and creates the demo locations as
 * soon as the service is ready.
 */
public final class DemoServices {

	private static final Map<String, Integer> PORTS = Map.of("menu", 8001, "inventory", 8003, "payment", 8004,
			"customer", 8005, "notification", 8006, "analytics", 8007);

	private DemoServices() {
	}

	/**
	 * Starts everything and returns; the servers keep the JVM alive.
	 * @param args a directory for the key of the tokens, and a file that is written once
	 * the demo locations are there
	 */
	public static void main(String[] args) {
		var environment = System.getenv();
		var sandbox = Sandbox.start(Path.of(args[0]), (partner) -> new InetSocketAddress(PORTS.get(partner)));
		LocationCurrencies.of(sandbox, environment.get("JDBC_URL"), "orders", environment.get("POSTGRES_PASSWORD"));
		SandboxControls.start(sandbox, Integer.parseInt(environment.get("SERVER_PORT")));
		var service = URI.create(environment.get("SERVICE_URL"));
		var attempts = Executors.newSingleThreadScheduledExecutor();
		attempts.scheduleWithFixedDelay(() -> {
			if (areOpen(service, sandbox, Path.of(args[1]))) {
				attempts.shutdown();
			}
		}, 0, 1, TimeUnit.SECONDS);
	}

	/** Creates the demo locations; false if the service is not ready for that. */
	private static boolean areOpen(URI service, Sandbox sandbox, Path sign) {
		try (var http = HttpClient.newHttpClient()) {
			if (!isReady(http, service)) {
				return false;
			}
			new DemoLocations(service, sandbox.tokens()).create();
			Files.writeString(sign, "");
			System.out.println("The demo restaurants are open.");
			return true;
		}
		catch (IOException | IllegalStateException ex) {
			System.err.println("The demo restaurants are not open yet: " + ex);
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static boolean isReady(HttpClient http, URI service) throws InterruptedException {
		try {
			var request = HttpRequest.newBuilder(service.resolve("/readyz")).timeout(Duration.ofSeconds(5)).build();
			return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
