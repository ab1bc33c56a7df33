package com.auraconnect.orders.openapi;

import java.io.IOException;
import java.nio.file.Files;

import com.auraconnect.orders.http.RequestLimits;
import com.auraconnect.orders.testing.ApiContract;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class OpenApiIT {

	/** With {@code -Dopenapi.write=true}, writes the description to the file. */
	private static final boolean WRITE = Boolean.getBoolean("openapi.write");

	private final ServiceClient client;

	private final ApiDescription description;

	OpenApiIT(ServiceClient client, RequestMappingHandlerMapping requestMappingHandlerMapping, RequestLimits limits,
			ObjectMapper json) {
		this.client = client;
		this.description = new ApiDescription(new Handlers(requestMappingHandlerMapping), new Constraints(limits),
				json);
	}

	@Test
	void theFileIsWhatTheCodeSays() throws IOException {
		var generated = this.description.yaml();
		if (WRITE) {
			Files.writeString(ApiContract.FILE, generated);
		}
		assertThat(generated)
			.as("%s is out of date: run ./mvnw verify -Dit.test=OpenApiIT -Dopenapi.write=true, and read the difference",
					ApiContract.FILE)
			.isEqualTo(Files.readString(ApiContract.FILE));
	}

	@Test
	void theServiceServesTheFile() throws IOException {
		var yaml = this.client.get("/v3/api-docs.yaml");
		var json = this.client.get("/v3/api-docs");

		assertThat(yaml.header("Content-Type")).contains("application/vnd.oai.openapi");
		assertThat(yaml.body()).isEqualTo(Files.readString(ApiContract.FILE));
		assertThat(json.header("Content-Type")).contains("application/json");
		assertThat(json.json()).isEqualTo(new YAMLMapper().readTree(ApiContract.FILE.toFile()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui/index.html",
			"/swagger-ui/swagger-ui-bundle.js", "/swagger-ui/swagger-initializer.js" })
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
		assertThat(this.client.get("/swagger-ui/swagger-initializer.js").body())
			.contains("url: \"/v3/api-docs\"", "validatorUrl: \"none\"")
			.doesNotContain("http://", "https://");
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
