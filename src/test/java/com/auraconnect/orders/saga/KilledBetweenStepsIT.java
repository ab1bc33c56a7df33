package com.auraconnect.orders.saga;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the process at each boundary of each step of each saga and restarts it.
 * Afterwards every saga has ended as without the crash, and the partners have done each
 * step once.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KilledBetweenStepsIT {

	private static final Logger log = LoggerFactory.getLogger(KilledBetweenStepsIT.class);

	/**
	 * A dead process is noticed after four heartbeats, an unfinished request after a
	 * second.
	 */
	private static final String[] SHORT_INTERVALS = { "-Ddb-scheduler.heartbeat-interval=250ms",
			"-Ddb-scheduler.polling-interval=200ms", "-Dorders.saga.follow-up=1s" };

	/** Longer than any test, but not forever. */
	private static final Duration DELAY = Duration.ofMinutes(1);

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private ServiceProcess service = ServiceProcess.start(this.site.environment(), SHORT_INTERVALS);

	/** Moment at which the process is killed. */
	enum Moment {

		/** The partner has received the call and done nothing yet. */
		BEFORE_THE_WORK,

		/** The partner has done the work; its response is on the way. */
		BEFORE_THE_ANSWER,

		/** The response has arrived and is not stored yet. */
		BEFORE_THE_WRITE,

		/**
		 * The result is stored, but the task is not deleted yet. A step that deletes its
		 * task in the same transaction has already sent the commit by then.
		 */
		BEFORE_THE_END

	}

	@AfterAll
	void close() {
		this.service.close();
	}

	@Test
	void aCardIsAuthorizedOnceWhenTheResponseIsLost() {
		requireThatSagasEndAsWithoutTheCrash("payment", Moment.BEFORE_THE_WRITE);
	}

	/**
	 * Covers the crash between the answer of the payment service and the commit, for a
	 * card that is authorized for a check and one that is captured.
	 */
	@Test
	void theCardOfACheckIsChargedOnceWhenTheResponseIsLost() {
		var partner = this.site.sandbox().partner("payment");
		long toAuthorize = check();
		long toCapture = check();
		assertThat(payByCard(toCapture).status()).isEqualTo(200);
		var orders = till().client()
			.get("/api/v1/checks/%d", toCapture)
			.at("/orders")
			.valueStream()
			.map((order) -> order.required("id").asLong())
			.toList();
		orders.forEach((id) -> till().move(id, "preparing", "ready"));
		till().move(orders.getFirst(), "completed");
		awaitQuiet();
		partner.mode(Mode.SLOW, DELAY);
		Thread.ofVirtual().start(() -> {
			try {
				payByCard(toAuthorize);
			}
			catch (UncheckedIOException ex) {
				log.info("the payment of check {} lost its response", toAuthorize);
			}
		});
		till().move(orders.getLast(), "completed");
		patiently().until(() -> this.site.sandbox().payment().authorizationsOfCheck(toAuthorize).size() == 1
				&& this.site.sandbox()
					.payment()
					.authorizationsOfCheck(toCapture)
					.getFirst()
					.state() == Authorization.State.CAPTURED);
		try (var first = DatabaseLock.onRow(this.site, "checks", "id = " + toAuthorize);
				var _ = DatabaseLock.onRow(this.site, "checks", "id = " + toCapture)) {
			partner.mode(Mode.UP);
			first.awaitWaiting(2);
			this.service.kill9();
		}
		this.service = ServiceProcess.start(this.site.environment(), SHORT_INTERVALS);
		awaitQuiet();

		assertThat(statusOf(toAuthorize)).isEqualTo("authorized");
		assertThat(statusOf(toCapture)).isEqualTo("captured");
		assertThat(this.site.sandbox().payment().authorizationsOfCheck(toAuthorize)).singleElement()
			.satisfies((held) -> assertThat(held.state()).isEqualTo(Authorization.State.AUTHORIZED));
		assertThat(this.site.sandbox().payment().authorizationsOfCheck(toCapture)).singleElement()
			.satisfies((held) -> assertThat(held.captured()).isEqualByComparingTo("28.32"));
	}

	/** Opens a check with two burgers that cost 28.32 together. */
	private long check() {
		var orders = List.of(till().take(OrderBody.burgerAt(1), "confirmed"),
				till().take(OrderBody.burgerAt(1), "confirmed"));
		return till().client().post("/api/v1/checks", Map.of("location_id", 1, "order_ids", orders)).at("/id").asLong();
	}

	private Answer payByCard(long check) {
		return till().client()
			.post("/api/v1/checks/" + check + "/payments",
					Map.of("method", "card", "amount", "28.32", "token", "tok_ok"));
	}

	private String statusOf(long check) {
		return till().client().get("/api/v1/checks/%d", check).text("/payments/0/status");
	}

	@ParameterizedTest
	@Tag(TestSize.ENDURANCE)
	@CsvSource({ "inventory, BEFORE_THE_WORK", "inventory, BEFORE_THE_ANSWER", "inventory, BEFORE_THE_WRITE",
			"inventory, BEFORE_THE_END", "payment, BEFORE_THE_WORK", "payment, BEFORE_THE_ANSWER",
			"payment, BEFORE_THE_WRITE", "payment, BEFORE_THE_END" })
	void theSagaEndsAsWithoutTheCrash(String partnerName, Moment moment) {
		requireThatSagasEndAsWithoutTheCrash(partnerName, moment);
	}

	private void requireThatSagasEndAsWithoutTheCrash(String partnerName, Moment moment) {
		Partner partner = this.site.sandbox().partner(partnerName);
		Map<SagaStep, Long> prepared = new EnumMap<>(SagaStep.class);
		steps(partnerName, moment).forEach((step) -> prepared.put(step, step.prepare(till())));
		awaitQuiet();
		partner.mode((moment == Moment.BEFORE_THE_WORK) ? Mode.HANG : Mode.SLOW, DELAY);
		Map<SagaStep, Long> started = start(prepared, partner);
		List<DatabaseLock> locks = started.values().stream().flatMap((id) -> lock(moment, id)).toList();
		if (!locks.isEmpty()) {
			partner.mode(Mode.UP);
			locks.getFirst().awaitWaiting(locks.size());
		}
		this.service.kill9();
		locks.forEach(DatabaseLock::close);
		partner.mode(Mode.UP);
		this.service = ServiceProcess.start(this.site.environment(), SHORT_INTERVALS);
		awaitQuiet();
		started.forEach((step, id) -> step.requireEnd(till().order(id), this.site.sandbox()));
		log.info("killed {} of {} at {}: each step was done once", moment, partnerName, started.keySet());
	}

	/** A refund is first sent by its request; its task only guards it. */
	private static Stream<SagaStep> steps(String partner, Moment moment) {
		return Arrays.stream(SagaStep.values())
			.filter((step) -> step.partner().equals(partner))
			.filter((step) -> step != SagaStep.REFUND || moment != Moment.BEFORE_THE_END);
	}

	/** Causes all steps at once; returns when the partner has received all calls. */
	private Map<SagaStep, Long> start(Map<SagaStep, Long> prepared, Partner partner) {
		Map<SagaStep, Long> started = new ConcurrentHashMap<>(prepared);
		started.values().removeIf((id) -> id == 0);
		prepared.forEach((step, id) -> Thread.ofVirtual().start(() -> {
			try {
				started.put(step, step.cause(till(), id));
			}
			catch (UncheckedIOException ex) {
				log.info("{} of order {} lost its response", step, id);
			}
		}));
		patiently().until(() -> prepared.keySet()
			.stream()
			.allMatch((step) -> started.containsKey(step)
					&& partner.calls().stream().anyMatch((call) -> step.isCall(call, started.get(step)))));
		return started;
	}

	private Stream<DatabaseLock> lock(Moment moment, long order) {
		return switch (moment) {
			case BEFORE_THE_WORK, BEFORE_THE_ANSWER -> Stream.empty();
			case BEFORE_THE_WRITE -> Stream.of(DatabaseLock.onOrder(this.site, order));
			case BEFORE_THE_END -> Stream.of(DatabaseLock.onTasksOf(this.site, order));
		};
	}

	private OrderClient till() {
		return new OrderClient(new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(1));
	}

	private void awaitQuiet() {
		patiently().untilAsserted(() -> assertThat(this.site.database()
			.sql("SELECT * FROM scheduled_tasks WHERE task_instance <> 'recurring'")
			.query()
			.listOfRows()).isEmpty());
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5));
	}

}
