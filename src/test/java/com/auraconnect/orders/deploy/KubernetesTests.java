package com.auraconnect.orders.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The manifests of deploy/kubernetes agree with the service and its image. */
class KubernetesTests {

	private static final Path DIRECTORY = Path.of("deploy", "kubernetes");

	/** Seconds within which a replica is gone: docs/operations.md. */
	private static final int LONGEST_STOP = 20;

	/** Connections of a replica to the primary. */
	private static final int CONNECTIONS = 7;

	private final JsonNode pod = manifest("deployment").at("/spec/template/spec");

	private final JsonNode container = this.pod.at("/containers/0");

	@ParameterizedTest
	@CsvSource({ "startupProbe, /livez", "livenessProbe, /livez", "readinessProbe, /readyz" })
	void probesAreOnThePortOfTheService(String probe, String path) {
		assertThat(this.container.at("/" + probe + "/httpGet/path").asText()).isEqualTo(path);
		assertThat(this.container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("http");
		assertThat(this.container.at("/ports/0"))
			.isEqualTo(new YAMLMapper().valueToTree(Map.of("name", "http", "containerPort", 8000)));
	}

	@Test
	void aReplicaHasTimeToStop() {
		int preStop = this.container.at("/lifecycle/preStop/sleep/seconds").asInt();
		assertThat(preStop).isPositive();
		assertThat(this.pod.required("terminationGracePeriodSeconds").asInt()).isGreaterThan(preStop + LONGEST_STOP);
	}

	@Test
	void limitsAreThoseOfCompose() throws IOException {
		var compose = new YAMLMapper().readTree(Files.readString(Path.of("docker-compose.yml")))
			.at("/services/orders-api");
		assertThat(this.container.at("/resources/limits/memory").asText()).isEqualTo("512Mi");
		assertThat(compose.at("/deploy/resources/limits/memory").asText()).isEqualTo("512M");
		assertThat(this.container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
		assertThat(this.container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
		assertThat(this.pod.at("/volumes/0/emptyDir/sizeLimit").asText()).isEqualTo("64Mi");
		assertThat(this.pod.at("/securityContext/runAsUser").asText()).isEqualTo("10001");
	}

	@Test
	void postgresHasConnectionsForAsManyReplicasAsThereMayBe() {
		int replicas = manifest("horizontal-pod-autoscaler").at("/spec/maxReplicas").asInt() + 1;
		assertThat(replicas * CONNECTIONS).isLessThan(100);
	}

	@Test
	void metricsAreForTheMonitoringAlone() {
		var rules = manifest("network-policy").at("/spec/ingress");
		assertThat(rules).filteredOn((rule) -> rule.at("/ports/0/port").asText().equals("management"))
			.singleElement()
			.satisfies((rule) -> assertThat(rule.at("/from/0/namespaceSelector/matchLabels").elements().next().asText())
				.isEqualTo("monitoring"));
		assertThat(manifest("service").at("/spec/ports").findValuesAsText("port")).containsExactly("8000");
	}

	@Test
	void everyManifestIsInTheKustomization() throws IOException {
		var resources = manifest("kustomization").required("resources");
		try (var files = Files.list(DIRECTORY)) {
			assertThat(resources.valueStream().map(JsonNode::asText))
				.containsExactlyInAnyOrderElementsOf(files.map((file) -> file.getFileName().toString())
					.filter((name) -> !name.equals("kustomization.yaml"))
					.toList());
		}
	}

	private static JsonNode manifest(String name) {
		try {
			return new YAMLMapper().readTree(Files.readString(DIRECTORY.resolve(name + ".yaml")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
