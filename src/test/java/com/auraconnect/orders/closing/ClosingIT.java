package com.auraconnect.orders.closing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.auraconnect.orders.reports.Restaurants;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reports and closings of a business day over HTTP. Each test has a location of its own,
 * with 9 % tax, where a burger costs 12.99 and 14.16 with tax.
 */
@ServiceTest
class ClosingIT {

	private static final String ORDERS = "/api/v1/orders/";

	private final ServiceClient client;

	private final ServiceClient admin;

	private final OrderClient till;

	private final long tenant;

	private final long location;

	private final LocalDate today = LocalDate.ofInstant(Clock.tickMillis(ZoneOffset.UTC).instant(), ZoneOffset.UTC);

	ClosingIT(TestEnvironment site, ServiceClient client) {
		this.client = client;
		var restaurants = new Restaurants(site.database());
		this.tenant = restaurants.newTenant();
		this.location = restaurants.newLocation(this.tenant, "UTC", "00:00");
		this.admin = client.admin(this.tenant);
		this.till = new OrderClient(this.admin);
		this.admin.put("/api/v1/locations/" + this.location,
				Map.of("name", "Till", "time_zone", "UTC", "currency", "USD", "business_day_start", "00:00",
						"auto_confirm", true, "tax_rules", List.of(Map.of("name", "Sales tax", "rate", "0.09"))));
	}

	private OrderBody burger() {
		return OrderBody.burgerAt(this.location);
	}

	@Test
	void aDayWithoutOrdersIsZero() {
		var report = report(this.today);

		assertThat(report.required("gross").asText()).isEqualTo("0.00");
		assertThat(report.required("cash_expected").asText()).isEqualTo("0.00");
		assertThat(report.required("closing").isNull()).isTrue();
		assertThat(report.required("taxes")).isEmpty();
		assertThat(report.required("tenders")).isEmpty();
	}

	@Test
	void aDayAddsUpWhatWasSoldPaidAndGivenBack() {
		var cash = completed(burger());
		pay(cash, Map.of("method", "cash", "amount", "14.16", "tip_amount", "2.00"));
		var paymentId = this.till.order(cash).at("/payments/0/id").asLong();
		this.admin.post(ORDERS + cash + "/refunds",
				Map.of("payment_id", paymentId, "amount", "4.00", "reason", "cold", "kind", "goodwill"));
		var voucher = completed(
				burger().with("discounts", List.of(Map.of("name", "Happy", "type", "fixed", "value", "2.99")))
					.with("service_charges",
							List.of(Map.of("name", "Service", "type", "fixed", "value", "1.00", "taxable", true))));
		pay(voucher, Map.of("method", "voucher", "amount", "5.00", "reference", "v-1"));
		var comped = completed(burger());
		this.admin.post(ORDERS + comped + "/adjustments",
				Map.of("kind", "comp", "name", "House", "type", "percentage", "value", "100", "reason", "birthday"));
		this.till.cancel(this.till.take(burger(), "confirmed"));

		var report = awaitReport("38.97");

		assertThat(report.required("discounts").asText()).isEqualTo("2.99");
		assertThat(report.required("comps").asText()).isEqualTo("12.99");
		assertThat(report.required("service_charges").asText()).isEqualTo("1.00");
		assertThat(report.required("taxes")).hasToString("[{\"name\":\"Sales tax\",\"rate\":\"0.09\","
				+ "\"inclusive\":false,\"base\":\"23.99\",\"amount\":\"2.16\"}]");
		assertThat(report.required("tips").asText()).isEqualTo("2.00");
		assertThat(report.required("tenders"))
			.hasToString("[{\"method\":\"cash\",\"count\":1,\"amount\":\"14.16\",\"refunds\":\"4.00\"},"
					+ "{\"method\":\"voucher\",\"count\":1,\"amount\":\"5.00\",\"refunds\":\"0.00\"}]");
		assertThat(report.required("cash_expected").asText()).isEqualTo("12.16");
		assertThat(report.required("open")).hasToString("[" + voucher + "]");
	}

	@Test
	void aVoidedLineIsNotSold() {
		var order = this.till.take(burger().and(OrderBody.line(20, 1)), "confirmed");
		this.till.move(order, "preparing");
		var coffee = this.till.order(order).at("/items/1/id").asLong();
		this.admin.post(ORDERS + order + "/items/" + coffee + "/void", Map.of("reason", "spilled", "used", true));

		var report = awaitReport("12.99");

		assertThat(report.required("voids").asText()).isEqualTo("4.99");
	}

	@Test
	void aClosingIsNumberedAndKeepsItsReport() {
		pay(completed(burger()), Map.of("method", "cash", "amount", "14.16"));
		awaitReport("12.99");

		var closing = close(Map.of("opening_cash", "200.00", "counted_cash", "214.10", "note", "6 cents short"));

		assertThat(closing.status()).isEqualTo(201);
		assertThat(closing.at("/number").asInt()).isEqualTo(1);
		assertThat(closing.text("/cash_expected")).isEqualTo("214.16");
		assertThat(closing.text("/difference")).isEqualTo("-0.06");
		assertThat(closing.text("/opening_cash")).isEqualTo("200.00");
		assertThat(closing.at("/sequence").asLong()).isPositive();
		assertThat(closing.text("/by")).isNotEmpty();
		assertThat(report(this.today).required("closing").asInt()).isEqualTo(1);
		assertThat(report(this.today).required("cash_expected").asText()).isEqualTo("214.16");
		assertThat(this.admin.get(closings()).at("/data/0")).isEqualTo(closing.at(""));
		assertThatProblem(close(Map.of("counted_cash", "0"))).is(409, "INVALID_STATE");
	}

	@Test
	void whatChangesLaterIsBookedOnTheOpenDay() {
		var order = completed(burger());
		awaitReport("12.99");
		var closed = close(Map.of("counted_cash", "0.00"));

		this.admin.post(ORDERS + order + "/adjustments",
				Map.of("kind", "discount", "name", "Manager", "type", "fixed", "value", "2.99", "reason", "long wait"));
		pay(order, Map.of("method", "cash", "amount", "10.90"));
		completed(burger());

		var next = Awaitility.await()
			.until(() -> report(this.today.plusDays(1)), (found) -> found.required("gross").asText().equals("12.99"));
		assertThat(report(this.today)).isEqualTo(withoutDetails(closed));
		assertThat(next.required("discounts").asText()).isEqualTo("2.99");
		assertThat(next.required("cash_expected").asText()).isEqualTo("10.90");
		// a burger with tax, less the discount with its tax
		assertThat(next.required("adjusted_after_closing").asText()).isEqualTo("10.90");
	}

	/** The report within a closing. */
	private static JsonNode withoutDetails(Answer closing) {
		var report = (ObjectNode) closing.at("").deepCopy();
		return report.without(
				List.of("number", "opening_cash", "counted_cash", "difference", "note", "carried_over", "by", "at"));
	}

	@Test
	void aDayWithOpenOrdersIsClosedOnRequestOnly() {
		var open = this.till.take(burger(), "confirmed");
		awaitReport("12.99");

		assertThatProblem(close(Map.of("counted_cash", "0.00"))).is(409, "INVALID_STATE");
		var closing = close(Map.of("counted_cash", "0.00", "carry_over", true));

		assertThat(closing.status()).isEqualTo(201);
		assertThat(closing.at("/carried_over")).hasToString("[" + open + "]");
		// still open, so the next day has it too
		var next = Awaitility.await()
			.until(() -> report(this.today.plusDays(1)), (found) -> !found.required("open").isEmpty());
		assertThat(next.required("open")).hasToString("[" + open + "]");
	}

	@Test
	void cashAfterTheClosingBelongsToTheNextDay() {
		close(Map.of("counted_cash", "0.00"));
		var order = completed(burger());
		pay(order, Map.of("method", "cash", "amount", "14.16", "tip_amount", "1.00"));
		var payment = ORDERS + order + "/payments/" + this.till.order(order).at("/payments/0/id").asLong();

		assertThat(this.admin.patch(payment, Map.of("tip_amount", "2.00")).status()).isEqualTo(200);
		var next = Awaitility.await()
			.until(() -> report(this.today.plusDays(1)),
					(found) -> found.required("cash_expected").asText().equals("16.16"));
		assertThat(next.required("gross").asText()).isEqualTo("12.99");
		assertThat(next.required("open")).isEmpty();
	}

	@Test
	void aRefundAfterTheClosingIsOneOfAnEarlierDay() {
		var order = completed(burger());
		pay(order, Map.of("method", "cash", "amount", "14.16"));
		awaitReport("12.99");
		close(Map.of("counted_cash", "14.16"));

		this.admin.post(ORDERS + order + "/refunds", Map.of("payment_id",
				this.till.order(order).at("/payments/0/id").asLong(), "amount", "4.00", "reason", "cold"));

		var next = Awaitility.await()
			.until(() -> report(this.today.plusDays(1)),
					(found) -> found.required("cash_expected").asText().equals("-4.00"));
		assertThat(next.required("refunds_of_earlier_days").asText()).isEqualTo("4.00");
	}

	@Test
	void anOfflineOrderBringsItsCashToItsOwnDay() {
		var placedAt = this.today.minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC).toString();
		var order = burger().with("payment", Map.of("method", "cash"))
			.with("placed_at", placedAt)
			.with("already", "completed")
			.with("idempotency_key", UUID.randomUUID().toString());
		this.admin.post("/api/v1/orders/batch", Map.of("orders", List.of(order)));

		var yesterday = Awaitility.await()
			.until(() -> report(this.today.minusDays(1)), (found) -> found.required("gross").asText().equals("12.99"));
		assertThat(yesterday.required("cash_expected").asText()).isEqualTo("14.16");
	}

	@Test
	void aCancelledOrderIsNotRounded() {
		this.admin.put("/api/v1/locations/" + this.location,
				Map.of("name", "Till", "time_zone", "UTC", "currency", "USD", "business_day_start", "00:00",
						"auto_confirm", true, "cash_rounding", "0.05", "tax_rules",
						List.of(Map.of("name", "Sales tax", "rate", "0.09"))));
		var sold = this.till.take(burger(), "confirmed");
		pay(sold, Map.of("method", "cash", "amount", "14.15"));
		assertThat(awaitReport("12.99").required("rounding").asText()).isEqualTo("0.01");

		this.till.cancel(sold);

		var report = awaitReport("0.00");
		assertThat(report.required("rounding").asText()).isEqualTo("0.00");
	}

	@Test
	void aDayThatHasNotBegunIsNotRefusedForEver() {
		var keyed = this.admin.withKey(UUID.randomUUID().toString());
		var body = Map.of("business_day", this.today.plusDays(1).toString(), "counted_cash", "0.00");

		assertThatProblem(keyed.post(closings(), body)).is(400, "VALIDATION_ERROR").hasFaults("business_day");
		assertThat(keyed.post(closings(), body).header("Idempotent-Replayed")).isEmpty();
	}

	@Test
	void aDayLongPastIsATypo() {
		assertThatProblem(this.admin.post(closings(),
				Map.of("business_day", this.today.minusYears(1).toString(), "counted_cash", "0.00")))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("business_day");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-9999-01-01", "+10000000-01-01", "2026-02-30", "2026-11-28T10:00:00Z", "0000-01-01", "" })
	void aDateHasOneForm(String day) {
		assertThatProblem(this.admin.post(closings(), Map.of("business_day", day, "counted_cash", "0.00")))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("business_day");
		assertThatProblem(this.admin.get("/api/v1/reports/closing?location_id=%s&business_day=%s", this.location,
				URLEncoder.encode(day, StandardCharsets.UTF_8)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("business_day");
	}

	@Test
	void aDateIsNoNumber() {
		for (Object day : List.of(20_420, List.of(2026, 13, 1))) {
			assertThatProblem(this.admin.post(closings(), Map.of("business_day", day, "counted_cash", "0.00")))
				.is(400, "VALIDATION_ERROR")
				.hasFaults("business_day");
		}
	}

	@Test
	void ofTwoClosingsAtOnceOneIsMade() {
		var answers = IntStream.range(0, 4)
			.mapToObj((_) -> CompletableFuture.supplyAsync(() -> close(Map.of("counted_cash", "0.00"))))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.map(Answer::status)
			.toList();

		assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
	}

	@Test
	void aRepeatedRequestIsAnsweredAlike() {
		var keyed = this.admin.withKey(UUID.randomUUID().toString());
		var body = Map.of("business_day", this.today.toString(), "counted_cash", "0.00");

		var first = keyed.post(closings(), body);
		var again = keyed.post(closings(), body);

		assertThat(again.status()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.header("Location")).isEqualTo(first.header("Location")).contains(closings() + "/1");
		assertThat(this.admin.get(closings() + "/1").at("")).isEqualTo(first.at(""));
		assertThatProblem(this.admin.get(closings() + "/2")).is(404, "NOT_FOUND");
	}

	@Test
	void closingsAreListedNewestFirstInPages() {
		for (int days = 3; days > 0; days--) {
			assertThat(this.admin
				.post(closings(), Map.of("business_day", this.today.minusDays(days).toString(), "counted_cash", "0.00"))
				.at("/number")
				.asInt()).isEqualTo(4 - days);
		}

		var page = this.admin.get(closings() + "?page_size=2");
		var rest = this.admin.get(closings() + "?page_size=2&cursor=" + page.text("/meta/next_cursor"));

		assertThat(page.at("/data").findValuesAsText("number")).containsExactly("3", "2");
		assertThat(rest.at("/data").findValuesAsText("number")).containsExactly("1");
		assertThat(rest.at("/meta/has_more").asBoolean()).isFalse();
	}

	@Test
	void theTipOfCashIsFixedOnceTheDayIsClosed() {
		var order = completed(burger());
		pay(order, Map.of("method", "cash", "amount", "14.16", "tip_amount", "1.00"));
		awaitReport("12.99");
		var payment = ORDERS + order + "/payments/" + this.till.order(order).at("/payments/0/id").asLong();
		assertThat(this.admin.patch(payment, Map.of("tip_amount", "2.00")).status()).isEqualTo(200);
		close(Map.of("counted_cash", "16.16"));

		assertThatProblem(this.admin.patch(payment, Map.of("tip_amount", "3.00"))).is(409, "CAPTURED");
	}

	@Test
	void allFaultsAreNamedAtOnce() {
		var body = new HashMap<String, Object>();
		body.put("business_day", this.today.plusDays(2).toString());
		body.put("counted_cash", "1.234");
		body.put("opening_cash", "0.001");

		assertThatProblem(this.admin.post(closings(), body)).is(400, "VALIDATION_ERROR")
			.hasFaults("business_day", "counted_cash", "opening_cash");
		assertThatProblem(this.admin.post(closings(), Map.of("counted_cash", "-1"))).hasFaults("business_day",
				"counted_cash");
		assertThatProblem(this.admin.get("/api/v1/reports/closing?business_day=2026-02-30&x=1"))
			.hasFaults("business_day", "location_id", "x");
	}

	@Test
	void aLocationOfOthersIsNotFound() {
		var body = Map.of("business_day", this.today.toString(), "counted_cash", "0.00");
		for (var stranger : List.of(this.client.admin(1), this.client.staff(this.tenant, 1L))) {
			assertThatProblem(stranger.post(closings(), body)).is(404, "NOT_FOUND");
			assertThatProblem(stranger.get(closings())).is(404, "NOT_FOUND");
			assertThatProblem(stranger
				.get("/api/v1/reports/closing?location_id=" + this.location + "&business_day=" + this.today))
				.is(404, "NOT_FOUND");
		}
	}

	private String closings() {
		return "/api/v1/locations/" + this.location + "/closings";
	}

	private Answer close(Map<String, Object> details) {
		var body = new HashMap<>(details);
		body.put("business_day", this.today.toString());
		return this.admin.post(closings(), body);
	}

	private JsonNode report(LocalDate day) {
		return this.admin.get("/api/v1/reports/closing?location_id=" + this.location + "&business_day=" + day).at("");
	}

	/** Waits until all events have their sequence number, and so the day has that sum. */
	private JsonNode awaitReport(String gross) {
		return Awaitility.await()
			.until(() -> report(this.today), (found) -> found.required("gross").asText().equals(gross)
					&& found.required("sequence").asLong() == newestEvent());
	}

	private long newestEvent() {
		var events = this.admin.get("/api/v1/events?location_id=" + this.location + "&after=0&limit=1000").at("/data");
		return events.get(events.size() - 1).required("sequence").asLong();
	}

	private long completed(OrderBody body) {
		var id = this.till.take(body, "confirmed");
		this.till.serve(id);
		return id;
	}

	private void pay(long order, Map<String, Object> payment) {
		assertThat(this.admin.post(ORDERS + order + "/payments", payment).status()).isEqualTo(200);
	}

}
