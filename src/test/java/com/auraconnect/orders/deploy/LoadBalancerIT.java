package com.auraconnect.orders.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.LoadBalancer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** nginx as deploy/nginx/nginx.conf configures it. */
@ServiceTest
class LoadBalancerIT {

	/** Shorter than any time-out of nginx or the service. */
	private static final Duration AT_ONCE = Duration.ofSeconds(3);

	private final int replica;

	private final TestEnvironment site;

	private final OrderClient till;

	private LoadBalancer balancer;

	LoadBalancerIT(@Value("${local.server.port}") int replica, TestEnvironment site, ServiceClient direct) {
		this.replica = replica;
		this.site = site;
		this.till = new OrderClient(direct.admin(1));
		this.balancer = LoadBalancer.before(replica);
	}

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(LoadBalancer.isInstalled()).as("nginx is installed").isTrue();
	}

	@AfterEach
	void close() {
		this.balancer.close();
	}

	@Test
	void aLargeBodyIsRefusedAtOnceWithoutAToken() {
		var answer = inTime(() -> client().post("/api/v1/orders", text(1_500_000)));
		assertThatProblem(answer).is(401, "UNAUTHORIZED");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1_000_000, 12_000_000, 18_000_000 })
	void aBodyThatIsTooLargeIsRefusedAtOnce(int size) {
		var answer = inTime(() -> client().admin(1).post("/api/v1/orders", text(size)));
		assertThatProblem(answer).is(413, "PAYLOAD_TOO_LARGE");
	}

	@Test
	void changesReachAnotherReplicaIfTheFirstTwoRefuseTheConnection() {
		var id = this.till.take(OrderBody.burgerAt(2).and(OrderBody.line(15, 1))).required("id").asLong();
		var line = this.till.order(id).at("/items/1/id").asLong();
		restart(FreePort.find(), FreePort.find(), this.replica);
		assertThat(client().admin(1).put("/api/v1/orders/" + id + "/status", "{\"status\":\"confirmed\"}").status())
			.isEqualTo(200);
		restart(FreePort.find(), FreePort.find(), this.replica);
		assertThat(client().admin(1).delete("/api/v1/orders/%d/items/%d", id, line).status()).isEqualTo(200);
	}

	@Test
	void aChangeIsNotRepeatedOnceAReplicaHasSeenIt() throws IOException {
		var seen = new AtomicInteger();
		try (var first = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				var second = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Thread.ofVirtual().start(() -> hangUp(first, seen));
			Thread.ofVirtual().start(() -> hangUp(second, seen));
			restart(FreePort.find(), first.getLocalPort(), second.getLocalPort());
			for (var method : new String[] { "PUT", "DELETE", "POST", "PATCH" }) {
				seen.set(0);
				assertThatProblem(client().send(method, "/anything", "{}")).is(503, "SERVICE_UNAVAILABLE")
					.hasRetryAfter();
				assertThat(seen).as(method).hasValueLessThanOrEqualTo(1);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/", "/actuator/prometheus", "/actuator/health/liveness" })
	void theActuatorIsNotPublished(String path) {
		assertThatProblem(client().admin(1).get(path)).is(404, "NOT_FOUND");
	}

	@Test
	void openStreamsDoNotHoldUpAStop() {
		client().admin(1).get("/livez");
		CompletableFuture.runAsync(
				() -> client().admin(1).beginningOfStream("/api/v1/events/stream?location_id=1", 1000),
				Thread::startVirtualThread);
		await().until(() -> this.till.client().metrics().value("events_streams") >= 1);
		assertThat(this.balancer.stop()).isLessThan(Duration.ofSeconds(9));
	}

	private void restart(int... replicas) {
		this.balancer.close();
		this.balancer = LoadBalancer.before(replicas);
	}

	private ServiceClient client() {
		return new ServiceClient(this.balancer.url(), this.site.sandbox().tokens()).withOwnConnections().unchecked();
	}

	private static Answer inTime(Supplier<Answer> call) {
		long start = System.nanoTime();
		var answer = call.get();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
		return answer;
	}

	private static String text(int size) {
		return "\"" + "x".repeat(size) + "\"";
	}

	/** Closes each connection once a part of its request has arrived. */
	private static void hangUp(ServerSocket server, AtomicInteger seen) {
		while (!server.isClosed()) {
			try (var socket = server.accept()) {
				if (socket.getInputStream().read() >= 0) {
					seen.incrementAndGet();
				}
			}
			catch (IOException ex) {
				// closed by the test, or by nginx
			}
		}
	}

}
