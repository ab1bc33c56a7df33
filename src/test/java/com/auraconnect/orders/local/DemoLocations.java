package com.auraconnect.orders.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import com.auraconnect.orders.sandbox.TokenIssuer;
import com.auraconnect.orders.sandbox.TokenRequest;

/**
 * Creates the demo locations through the API, as a tenant's admin would. Locations that
 * exist stay as they are.
 *
 * @param service the address of the service, without a path
 */
record DemoLocations(URI service, TokenIssuer tokens) {

	private static final List<DemoLocation> ALL = List.of(
			new DemoLocation(1, 1, "Harvest Table Downtown", "America/New_York", true),
			new DemoLocation(1, 2, "Harvest Table Riverside", "America/Chicago", false),
			new DemoLocation(2, 3, "Blue Door Harbor", "America/Los_Angeles", true));

	private record DemoLocation(long tenantId, long id, String name, String timeZone, boolean autoConfirm) {

		String rules() {
			return """
					{"name": "%s", "time_zone": "%s", "currency": "USD", "auto_confirm": %s,
					 "tax_rules": [{"name": "Sales tax", "rate": "0.09"}]}""".formatted(this.name, this.timeZone,
					this.autoConfirm);
		}

	}

	/**
	 * Creates those that are missing.
	 * @throws IllegalStateException if the service refuses one
	 */
	void create() {
		try (var http = HttpClient.newHttpClient()) {
			for (var location : ALL) {
				if (send(http, request(location).GET()).statusCode() == 404) {
					require201(send(http, request(location).header("Content-Type", "application/json")
						.PUT(BodyPublishers.ofString(location.rules()))));
				}
			}
		}
	}

	private HttpRequest.Builder request(DemoLocation location) {
		return HttpRequest.newBuilder(this.service.resolve("/api/v1/locations/" + location.id()))
			.header("Authorization", "Bearer " + this.tokens.token(TokenRequest.admin(location.tenantId())));
	}

	private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) {
		try {
			return http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException("The service does not answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void require201(HttpResponse<String> answer) {
		if (answer.statusCode() != 201) {
			throw new IllegalStateException("A demo location was refused: " + answer.body());
		}
	}

}
