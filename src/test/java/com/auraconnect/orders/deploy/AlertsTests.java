package com.auraconnect.orders.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each alert has an entry in the runbook and a test. */
class AlertsTests {

	private static final Path DIRECTORY = Path.of("deploy", "prometheus");

	private final List<JsonNode> alerts = new YAMLMapper().readTree(Files.readString(DIRECTORY.resolve("alerts.yml")))
		.findParents("alert");

	AlertsTests() throws IOException {
	}

	@Test
	void eachAlertHasAnEntryInTheRunbook() throws IOException {
		List<String> headings = Files.readString(Path.of("docs", "operations.md"))
			.lines()
			.filter((line) -> line.startsWith("### "))
			.map((line) -> line.substring("### ".length()))
			.toList();
		assertThat(this.alerts).isNotEmpty().allSatisfy((alert) -> {
			String name = alert.required("alert").asText();
			assertThat(headings).contains(name);
			assertThat(alert.at("/annotations/runbook").asText())
				.isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
		});
	}

	@Test
	void eachAlertIsTestedFiring() throws IOException {
		var tests = new YAMLMapper().readTree(Files.readString(DIRECTORY.resolve("alerts-test.yml")));
		List<String> fired = tests.findParents("alertname")
			.stream()
			.filter((test) -> !test.required("exp_alerts").isEmpty())
			.map((test) -> test.required("alertname").asText())
			.toList();
		assertThat(fired).containsAll(this.alerts.stream().map((alert) -> alert.required("alert").asText()).toList());
	}

}
