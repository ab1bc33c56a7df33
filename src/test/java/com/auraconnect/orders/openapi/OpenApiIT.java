package com.auraconnect.orders.openapi;

import java.io.IOException;
import java.nio.file.Files;

import com.auraconnect.orders.testing.ApiContract;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class OpenApiIT {

	/** With {@code -Dopenapi.write=true}, writes the served description to the file. */
	private static final boolean WRITE = Boolean.getBoolean("openapi.write");

	private final ServiceClient client;

	OpenApiIT(ServiceClient client) {
		this.client = client;
	}

	@Test
	void theFileIsWhatTheServiceServes() throws IOException {
		var served = this.client.get("/v3/api-docs.yaml");
		assertThat(served.status()).isEqualTo(200);
		if (WRITE) {
			Files.writeString(ApiContract.FILE, served.body());
		}
		assertThat(served.body())
			.as("%s is out of date: run ./mvnw verify -Dit.test=OpenApiIT -Dopenapi.write=true, and read the difference",
					ApiContract.FILE)
			.isEqualTo(Files.readString(ApiContract.FILE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v3/api-docs", "/v3/api-docs/swagger-config", "/swagger-ui/index.html",
			"/swagger-ui/swagger-ui-bundle.js" })
	void theDescriptionNeedsNoToken(String path) {
		assertThat(this.client.get(path).status()).isEqualTo(200);
	}

	@Test
	void theShortPathRedirectsToThePage() {
		var answer = this.client.get("/swagger-ui");

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/swagger-ui/index.html"));
	}

	@Test
	void thePageLoadsNothingFromOtherHosts() {
		assertThat(this.client.get("/swagger-ui/index.html").body()).doesNotContain("http://", "https://", "src=\"//");
		assertThat(this.client.get("/v3/api-docs/swagger-config").text("/validatorUrl")).isEqualTo("none");
	}

	@Test
	void theListAcceptsAllDescribedParameters() {
		var query = UriComponentsBuilder.fromPath("/api/v1/orders");
		this.client.get("/v3/api-docs").at("/paths/~1api~1v1~1orders/get/parameters").forEach((parameter) -> {
			var example = parameter.at("/schema/examples/0");
			if (!parameter.path("name").asText().equals("cursor")) {
				query.queryParam(parameter.path("name").asText(),
						example.isArray() ? example.path(0).asText() : example.asText());
			}
		});

		var answer = this.client.admin(1).get(query.toUriString());

		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
	}

}
