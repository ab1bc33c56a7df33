package com.auraconnect.orders.released;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of the last release can use this version: {@code .ci/breaking-changes} runs it
 * with that release's documents.
 */
@EnabledIfSystemProperty(named = "released.docs", matches = ".+")
class ReleasedDocsTests {

	private static final Path RELEASED = Path.of(System.getProperty("released.docs", ""));

	private static final Path CURRENT = Path.of("docs");

	@Test
	void theApiBreaksNoClient() throws IOException {
		assertThat(BreakingChanges.ofApi(yaml(RELEASED, "openapi.yaml"), yaml(CURRENT, "openapi.yaml"))).isEmpty();
	}

	@Test
	void theEventsBreakNoSubscriber() throws IOException {
		assertThat(BreakingChanges.ofEvents(yaml(RELEASED, "asyncapi.yaml"), yaml(CURRENT, "asyncapi.yaml"))).isEmpty();
	}

	private static JsonNode yaml(Path directory, String name) throws IOException {
		return new YAMLMapper().readTree(directory.resolve(name).toFile());
	}

}
