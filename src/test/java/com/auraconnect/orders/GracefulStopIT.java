package com.auraconnect.orders;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.Metrics;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A replica is told to stop while four terminals send orders and the notification service
 * is slow: it drains, loses no request, and is gone within 20 s. Its metrics are on a
 * port of their own.
 */
@TestInstance(Lifecycle.PER_CLASS)
class GracefulStopIT {

	/** Input of .ci/monitoring-test.sh, which reads it with Prometheus's own tools. */
	private static final Path SCRAPE = Path.of("target", "scrape.txt");

	private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

	private static final int TERMINALS = 4;

	private static final int ORDERS = 60;

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final int managementPort = FreePort.find();

	private final ServiceProcess service = ServiceProcess.start(environment());

	private final ServiceClient client = client(this.service.url()).admin(1);

	private final ServiceClient management = client(URI.create("http://127.0.0.1:" + this.managementPort)).unchecked();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final Queue<Answer> accepted = new ConcurrentLinkedQueue<>();

	private volatile boolean isBalanced = true;

	private Metrics metrics = new Metrics("");

	private @Nullable Answer info;

	private List<Answer> elsewhere = List.of();

	private final List<Answer> draining = new ArrayList<>();

	private Duration stop = Duration.ZERO;

	private Map<String, String> environment() {
		Map<String, String> environment = this.site.environment();
		environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(this.managementPort));
		environment.put("orders.web.drain", "3s");
		environment.put("orders.delivery.interval", "200ms");
		return environment;
	}

	private ServiceClient client(URI url) {
		return new ServiceClient(url, this.site.sandbox().tokens());
	}

	@BeforeAll
	void stopUnderLoad() throws Exception {
		this.site.sandbox().partner("notification").mode(Mode.SLOW, Duration.ofMillis(1400));
		var till = new OrderClient(this.client);
		for (int i = 0; i < ORDERS; i++) {
			till.take(OrderBody.burgerAt(1).with("order_type", "drive_thru"));
		}
		this.client.beginningOfStream("/api/v1/events/stream?location_id=1&after=0", 3);
		await().untilAsserted(() -> assertThat(this.site.sandbox().partner("notification").calls()).isNotEmpty());
		this.metrics = this.management.metrics();
		this.info = this.management.admin(1).get("/actuator/info");
		this.elsewhere = List.of(this.client.get("/actuator/prometheus"), this.client.get("/actuator/health/readiness"),
				this.client.get("/actuator"));
		Files.writeString(SCRAPE, this.metrics.text());
		try (var terminals = Executors.newVirtualThreadPerTaskExecutor()) {
			var running = new ArrayList<Future<?>>();
			for (int i = 0; i < TERMINALS; i++) {
				running.add(terminals.submit(this::sendOrders));
			}
			await().until(() -> this.accepted.size() > TERMINALS);
			stopWithin();
			for (Future<?> terminal : running) {
				terminal.get();
			}
		}
	}

	/**
	 * Sends one order after the other until a load balancer would send them elsewhere.
	 */
	private void sendOrders() {
		var terminal = this.client.withOwnConnections();
		while (this.isBalanced) {
			try {
				Answer answer = terminal.post("/api/v1/orders", OrderBody.burgerAt(2));
				if (answer.status() == 201) {
					this.accepted.add(answer);
				}
				else {
					this.failures.add(answer.status() + " " + answer.body());
				}
			}
			catch (UncheckedIOException ex) {
				this.failures.add(ex.toString());
			}
		}
	}

	private void stopWithin() throws Exception {
		var process = ProcessHandle.of(this.service.pid()).orElseThrow();
		long start = System.nanoTime();
		process.destroy();
		await().pollInterval(Duration.ofMillis(20)).until(() -> this.client.get("/readyz").status() == 503);
		this.draining.add(this.client.get("/readyz"));
		this.draining.add(this.client.get("/health"));
		this.draining.add(this.client.get("/livez"));
		this.draining.add(this.client.post("/api/v1/orders", OrderBody.burgerAt(2)));
		this.draining.add(this.management.get("/actuator/prometheus"));
		this.isBalanced = false;
		process.onExit().get(60, TimeUnit.SECONDS);
		this.stop = Duration.ofNanos(System.nanoTime() - start);
	}

	@AfterAll
	void close() {
		this.service.close();
	}

	@Test
	void itDrainsBeforeItStops() {
		assertThat(this.draining).extracting(Answer::status).containsExactly(503, 503, 200, 201, 200);
		assertThat(this.draining.subList(0, 4))
			.allSatisfy((answer) -> assertThat(answer.header("Connection")).as(answer.body()).hasValue("close"));
	}

	@Test
	void noRequestIsLost() {
		assertThat(this.failures).isEmpty();
		assertThat(this.site.database()
			.sql("SELECT count(*) FROM orders WHERE location_id = 2")
			.query(Long.class)
			.single()).isEqualTo(this.accepted.size() + 1L);
	}

	@Test
	void itIsGoneWithinTwentySeconds() {
		assertThat(this.stop).isLessThan(LONGEST_STOP);
	}

	@Test
	void metricsAreOnTheManagementPortAndNowhereElse() {
		assertThat(this.metrics.value("orders_created_total", "tenant=\"1\"", "location=\"1\"")).isEqualTo(ORDERS);
		assertThat(this.elsewhere).extracting(Answer::status).containsOnly(404);
	}

	@Test
	void theVersionIsInTheMetricsAndTheInfo() {
		String version = Objects.requireNonNull(this.info).at("/build/version").asText();
		assertThat(version).matches("\\d+\\.\\d+\\.\\d+.*");
		assertThat(this.metrics.value("build_info", "version=\"" + version + "\"")).isEqualTo(1);
	}

	@Test
	void everyMetricHasAHelpText() {
		List<String> helped = this.metrics.text()
			.lines()
			.filter((line) -> line.matches("# HELP \\S+ .+"))
			.map((line) -> line.split(" ")[2])
			.toList();
		assertThat(this.metrics.text()
			.lines()
			.filter((line) -> line.startsWith("# TYPE "))
			.map((line) -> line.split(" ")[2])).isNotEmpty().isSubsetOf(helped);
	}

}
