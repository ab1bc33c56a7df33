package com.auraconnect.orders.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** docker-compose.yml and the Dockerfile agree with the documentation. */
class ComposeTests {

	/** Set by the image, and not for the operator to choose. */
	private static final List<String> OF_THE_IMAGE = List.of("SERVER_PORT", "MANAGEMENT_SERVER_PORT");

	private static final Pattern VARIABLE = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");

	private final JsonNode services = new YAMLMapper().readTree(Files.readString(Path.of("docker-compose.yml")))
		.required("services");

	ComposeTests() throws IOException {
	}

	@Test
	void everyVariableOfTheDocumentationReachesTheService() throws IOException {
		assertThat(documentedVariables()).contains("DATABASE_URL", "CORS_ORIGINS")
			.isSubsetOf(
					this.services.at("/orders-api/environment").properties().stream().map(Map.Entry::getKey).toList());
	}

	private static List<String> documentedVariables() throws IOException {
		String document = Files.readString(Path.of("docs", "configuration.md"));
		String table = document.substring(document.indexOf("## Variables"),
				document.indexOf("## The service's settings"));
		return table.lines()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.split("\\|")[1])
			.flatMap((cell) -> VARIABLE.matcher(cell).results().map((found) -> found.group(1)))
			.filter((variable) -> !OF_THE_IMAGE.contains(variable))
			.toList();
	}

	@Test
	void aMissingKeyOfTheTokensIsSaidAtOnce() {
		assertThat(this.services.at("/orders-api/environment/JWT_JWKS_URL").asText())
			.matches("\\$\\{JWT_JWKS_URL\\?.+}");
	}

	@Test
	void theServiceIsNotTheSuperuserOfItsDatabase() {
		JsonNode postgres = this.services.required("postgres");
		assertThat(this.services.at("/orders-api/environment/DATABASE_URL").asText())
			.startsWith("postgresql://orders:");
		assertThat(postgres.at("/environment/POSTGRES_USER").asText("postgres")).isEqualTo("postgres");
		assertThat(postgres.at("/volumes").valueStream().map(JsonNode::asText))
			.contains("./deploy/postgres/init.sql:/docker-entrypoint-initdb.d/orders.sql:ro");
	}

	@Test
	void onlyTheLoadBalancerIsPublished() {
		assertThat(this.services.properties()
			.stream()
			.filter((service) -> service.getValue().has("ports") && !service.getValue().has("profiles"))
			.map(Map.Entry::getKey)).containsExactly("nginx");
	}

	@Test
	void theLoadBalancerWaitsForReadinessAndOrchestratorsRestartByLiveness() throws IOException {
		assertThat(this.services.at("/orders-api/healthcheck/test").valueStream().map(JsonNode::asText))
			.containsExactly("CMD", "healthcheck", "/health");
		assertThat(dockerfile("HEALTHCHECK")).endsWith(" CMD [\"healthcheck\"]");
		assertThat(Files.readString(Path.of("deploy", "healthcheck"))).contains("${1:-/livez}");
	}

	@Test
	void aReplicaHasTimeToStop() {
		assertThat(this.services.at("/orders-api/stop_grace_period").asText()).isEqualTo("25s");
	}

	@Test
	void theImagesMetricsAreOnAPortOfTheirOwn() throws IOException {
		assertThat(dockerfile("ENV MANAGEMENT")).isEqualTo("ENV MANAGEMENT_SERVER_PORT=8081");
	}

	private static String dockerfile(String instruction) throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("Dockerfile"))) {
			return lines.filter((line) -> line.startsWith(instruction)).findFirst().orElseThrow();
		}
	}

}
