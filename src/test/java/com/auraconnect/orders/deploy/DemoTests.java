package com.auraconnect.orders.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * deploy/demo, as far as it can be checked without containers; deploy/demo/tour checks
 * the rest.
 */
class DemoTests {

	private static final Path DEMO = Path.of("deploy", "demo");

	private static final Path PRODUCTION = Path.of("docker-compose.yml");

	private final JsonNode services = yaml(DEMO.resolve("services.yml")).required("services");

	private final Properties environment = new Properties();

	DemoTests() throws IOException {
		try (var file = Files.newBufferedReader(DEMO.resolve("demo.env"))) {
			this.environment.load(file);
		}
	}

	@Test
	void itHasASecretOfItsOwnForEachThatProductionRequires() throws IOException {
		var required = Pattern.compile("\\$\\{([A-Z_]+):?\\?")
			.matcher(Files.readString(PRODUCTION))
			.results()
			.map((found) -> found.group(1))
			.toList();
		assertThat(required).contains("POSTGRES_PASSWORD", "JWT_JWKS_URL");
		assertThat(this.environment.stringPropertyNames()).containsAll(required);
	}

	@Test
	void itIsProductionsComposeFileAndMore() throws IOException {
		var demo = yaml(DEMO.resolve("docker-compose.yml"));
		assertThat(texts(demo.at("/include/0/path"))).containsExactly("../../docker-compose.yml", "services.yml");
		assertThat(demo.has("services")).isFalse();
		assertThat(this.services.has("orders-api")).as("changed service").isFalse();
	}

	@Test
	void everythingListensOnLoopbackAlone() {
		var published = Stream.concat(Stream.of(this.environment.getProperty("ORDERS_LISTEN")),
				this.services.findValues("ports").stream().flatMap((ports) -> texts(ports).stream()));
		assertThat(published).hasSize(4).allSatisfy((port) -> assertThat(port).startsWith("127.0.0.1:"));
	}

	@Test
	void theStandInsHaveThePartnersNames() {
		var names = texts(this.services.at("/sandbox/networks/default/aliases"));
		assertThat(this.environment.stringPropertyNames()).filteredOn((name) -> name.endsWith("_SERVICE_URL"))
			.hasSize(6)
			.allSatisfy((name) -> assertThat(this.environment.getProperty(name))
				.matches("http://(%s):80\\d\\d".formatted(String.join("|", names))));
	}

	@Test
	void testCodeIsInNoImageOfProduction() throws IOException {
		assertThat(Files.readString(Path.of(".dockerignore"))).contains("\n*\n")
			.doesNotContain("src/test", "deploy/demo");
		assertThat(Files.readString(Path.of("Dockerfile"))).doesNotContain("src/test");
		assertThat(yaml(PRODUCTION).toString()).doesNotContain("sandbox", "deploy/demo");
	}

	@Test
	void theTourRunsEachCallOfTheReadme() throws IOException {
		var readme = Files.readString(Path.of("README.md"));
		var tour = Files.readString(DEMO.resolve("tour"));
		var calls = Pattern.compile("localhost:8000(/[a-z0-9/]+)")
			.matcher(readme.substring(readme.indexOf("TOKEN=$("), readme.indexOf("## Endpoints")))
			.results()
			.map((found) -> found.group(1).replaceAll("/\\d+", "/\\$id"))
			.map((path) -> path.replace("/locations/$id", "/locations/$location"))
			.distinct()
			.toList();
		assertThat(calls).hasSizeGreaterThan(8).allSatisfy((path) -> assertThat(tour).contains(path));
	}

	private static List<String> texts(JsonNode list) {
		return list.valueStream().map(JsonNode::asText).toList();
	}

	private static JsonNode yaml(Path file) throws IOException {
		return new YAMLMapper().readTree(Files.readString(file));
	}

}
