package com.auraconnect.orders.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A Prometheus with deploy/prometheus/prometheus.yml scrapes the service while orders are
 * taken. Every query of the dashboards has data, and every alert's expression is about
 * metrics that exist.
 */
@ServiceTest
@TestInstance(Lifecycle.PER_CLASS)
class MonitoringIT {

	private static final Path PROMETHEUS = Path.of("deploy", "prometheus");

	private static final Path DASHBOARDS = Path.of("deploy", "grafana", "dashboards");

	/** Counted only with a replica of the database; ReplicaReadsIT has it. */
	private static final String WITH_A_REPLICA_ONLY = "database_reads_total";

	/** Metrics of node_exporter, which the test does not start. */
	private static final String OF_THE_HOST = "node_filesystem_";

	private static final JsonMapper MAPPER = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private final int replica;

	private final OrderClient till;

	private final int port = FreePort.find();

	private @Nullable Process prometheus;

	MonitoringIT(@Value("${local.server.port}") int replica, ServiceClient client) {
		this.replica = replica;
		this.till = new OrderClient(client.admin(1));
	}

	@BeforeAll
	void scrapeUnderLoad(@TempDir Path directory) throws IOException {
		assumeThat(isInstalled()).as("prometheus is installed").isTrue();
		Files.copy(PROMETHEUS.resolve("alerts.yml"), directory.resolve("alerts.yml"));
		Path configuration = Files.writeString(directory.resolve("prometheus.yml"), configuration());
		this.prometheus = new ProcessBuilder("prometheus", "--config.file=" + configuration,
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + this.port)
			.redirectErrorStream(true)
			.redirectOutput(Path.of("target", "prometheus.log").toFile())
			.start();
		AtExit.close(this.prometheus::destroyForcibly);
		await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
			work();
			return value("count_over_time(up{job=\"orders\"}[1m])") >= 5
					&& value("count(kitchen_location_unacknowledged_age_seconds)") > 0;
		});
	}

	/** The file with the test's replica, and shorter intervals. */
	private String configuration() throws IOException {
		var file = Files.readString(PROMETHEUS.resolve("prometheus.yml"));
		var discovery = file.substring(file.indexOf("    # Docker's DNS"));
		assertThat(discovery).contains("dns_sd_configs", "port: 8081");
		return file.replace(discovery, "    static_configs: [{targets: [\"127.0.0.1:" + this.replica + "\"]}]\n")
			.replaceAll("(scrape|evaluation)_interval: 15s", "$1_interval: 1s")
			.replace("scrape_timeout: 5s", "scrape_timeout: 1s");
	}

	private static boolean isInstalled() {
		return Arrays.stream(System.getenv("PATH").split(":"))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, "prometheus")));
	}

	private void work() {
		var id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		this.till.move(id, "confirmed");
		this.till.order(id);
		this.till.client().get("/api/v1/kitchen/orders?location_id=2");
	}

	@AfterAll
	void close() throws InterruptedException {
		if (this.prometheus != null) {
			this.prometheus.destroy();
			this.prometheus.waitFor(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void everyQueryOfTheDashboardsHasData() throws IOException {
		List<String> queries;
		try (Stream<Path> files = Files.list(DASHBOARDS)) {
			queries = files.flatMap((file) -> json(file).findValuesAsText("expr").stream()).toList();
		}
		assertThat(queries).hasSizeGreaterThan(30)
			.filteredOn((query) -> !query.contains(WITH_A_REPLICA_ONLY))
			.allSatisfy((query) -> assertThat(result(query)).as(query).isNotEmpty());
	}

	@Test
	void everyAlertIsAboutMetricsThatExist() throws IOException {
		var rules = new YAMLMapper().readTree(Files.readString(PROMETHEUS.resolve("alerts.yml")));
		List<String> selectors = rules.findValuesAsText("expr")
			.stream()
			.flatMap((query) -> Pattern.compile("[a-z][a-z_:0-9]+\\{")
				.matcher(query)
				.results()
				.map((found) -> query.substring(found.start(), query.indexOf('}', found.start()) + 1)))
			.distinct()
			.toList();
		assertThat(selectors).hasSizeGreaterThan(10)
			.filteredOn((selector) -> !selector.startsWith(WITH_A_REPLICA_ONLY) && !selector.startsWith(OF_THE_HOST))
			// labels that say that something is wrong have no series while nothing is
			.extracting((selector) -> selector.replace("outcome=\"SERVER_ERROR\",", ""))
			.allSatisfy((selector) -> assertThat(result(selector)).as(selector).isNotEmpty());
	}

	@Test
	void everyRuleCanBeEvaluated() throws Exception {
		var rules = MAPPER.readTree(get("/api/v1/rules")).at("/data/groups").findParents("health");
		assertThat(rules).hasSizeGreaterThan(15)
			.allSatisfy((rule) -> assertThat(rule.required("health").asText()).isEqualTo("ok"));
	}

	@Test
	void thePanelsOfADashboardDoNotOverlap() throws IOException {
		try (Stream<Path> files = Files.list(DASHBOARDS)) {
			assertThat(files).hasSize(2).allSatisfy((file) -> {
				var panels = json(file).required("panels");
				assertThat(panels.findValues("gridPos")).doesNotHaveDuplicates();
				assertThat(panels)
					.allSatisfy((panel) -> assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus"));
			});
		}
	}

	private static JsonNode json(Path file) {
		try {
			return MAPPER.readTree(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** First value of a query; 0 if it has none. */
	private double value(String query) {
		return result(query).at("/0/value/1").asDouble(0);
	}

	private JsonNode result(String query) {
		try {
			var answer = MAPPER
				.readTree(get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
			assertThat(answer.required("status").asText()).as(query).isEqualTo("success");
			return answer.at("/data/result");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String get(String path) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build();
		return this.http.send(request, BodyHandlers.ofString()).body();
	}

}
