package com.auraconnect.orders.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code GET /orders/reports/summary} over HTTP. Each test has its own tenant. */
@ServiceTest
class ReportIT {

	private static final String EMPTY = "{\"summary\":{\"total_orders\":0,\"total_revenue\":\"0.00\","
			+ "\"average_order_value\":\"0.00\",\"orders_by_type\":{},\"orders_by_status\":{}},\"breakdown\":[]}";

	private final LocalDate today = LocalDate.ofInstant(Clock.tickMillis(ZoneOffset.UTC).instant(), ZoneOffset.UTC);

	private final ServiceClient client;

	private final ServiceClient admin;

	private final Restaurants restaurants;

	private final JdbcClient database;

	private final long tenant;

	private final long location;

	private final OrderClient till;

	ReportIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.database = site.database();
		this.restaurants = new Restaurants(this.database);
		this.tenant = this.restaurants.newTenant();
		this.location = this.restaurants.newLocation(this.tenant, "UTC", "00:00");
		this.admin = client.admin(this.tenant);
		this.till = new OrderClient(this.admin);
	}

	@Test
	void revenueExcludesCancelledOrdersAndTips() {
		long sold = this.till.take(OrderBody.burgerAt(this.location), "confirmed");
		this.admin.post("/api/v1/orders/%d/payments".formatted(sold),
				Map.of("method", "cash", "amount", "12.99", "tip_amount", "5.00"));
		this.till.serve(sold);
		this.till.take(OrderBody.at(this.location, OrderBody.line(15, 1)).with("order_type", "takeout"), "confirmed");
		this.till.cancel(this.till.take(OrderBody.burgerAt(this.location), "confirmed"));

		Awaitility.await()
			.untilAsserted(() -> assertThat(this.admin.get(report("")).at("/summary"))
				.hasToString("{\"total_orders\":3,\"total_revenue\":\"22.98\",\"average_order_value\":\"11.49\","
						+ "\"orders_by_type\":{\"dine_in\":2,\"takeout\":1},"
						+ "\"orders_by_status\":{\"cancelled\":1,\"completed\":1,\"confirmed\":1}}"));
	}

	@Test
	void halfACentIsRoundedUp() {
		insertWithoutEvents(this.location, "2025-03-01T12:00:00Z", 1);
		this.database.sql("UPDATE orders SET subtotal = 10.01, total_amount = 12.01 WHERE tenant_id = ?")
			.param(this.tenant)
			.update();
		insertWithoutEvents(this.location, "2025-03-01T13:00:00Z", 1);
		rebuild();

		awaitTotal(2, report("2025-03-01", "2025-03-01", ""));
		assertThat(this.admin.get(report("2025-03-01", "2025-03-01", "")).text("/summary/average_order_value"))
			.isEqualTo("10.01");
	}

	@Test
	void aLateOrderBelongsToThePreviousBusinessDay() {
		var newYork = this.restaurants.newLocation(this.tenant, "America/New_York", "04:00");
		// the clocks went forward: 03:59 in summer, 04:00 in summer
		insertWithoutEvents(newYork, "2025-03-09T07:59:00Z", 1);
		insertWithoutEvents(newYork, "2025-03-09T08:00:00Z", 2);
		// and back: 03:59 in winter, 04:00 in winter
		insertWithoutEvents(newYork, "2025-11-02T08:59:00Z", 3);
		insertWithoutEvents(newYork, "2025-11-02T09:00:00Z", 4);
		rebuild();

		awaitTotal(1, report("2025-03-08", "2025-03-08", ""));
		awaitTotal(2, report("2025-03-09", "2025-03-09", ""));
		awaitTotal(3, report("2025-11-01", "2025-11-01", ""));
		awaitTotal(4, report("2025-11-02", "2025-11-02", ""));
		awaitTotal(10, report("2025-03-08", "2025-11-02", ""));
		awaitTotal(5, report("2025-03-09", "2025-11-01", ""));
	}

	@Test
	void anOfflineOrderCountsOnTheDayOfItsPlacedAt() {
		var day = this.today.minusDays(3).toString();
		var body = OrderBody.burgerAt(this.location)
			.with("idempotency_key", "late-" + this.tenant)
			.with("placed_at", day + "T12:00:00Z");
		this.admin.post("/api/v1/orders/batch", Map.of("orders", List.of(body)));

		awaitTotal(1, report(day, day, ""));
		assertThat(this.admin.get(report("")).json()).hasToString(EMPTY);
	}

	@Test
	void daysAreGroupedIntoWeeksAndMonths() {
		insertWithoutEvents(this.location, "2024-12-29T12:00:00Z", 1);
		insertWithoutEvents(this.location, "2024-12-30T12:00:00Z", 2);
		insertWithoutEvents(this.location, "2025-01-05T12:00:00Z", 3);
		insertWithoutEvents(this.location, "2025-01-06T12:00:00Z", 4);
		rebuild();

		awaitTotal(10, report("2024-12-01", "2025-01-31", ""));
		assertThat(periods("group_by=week")).containsExactly("2024-W52 1 10.00", "2025-W01 5 50.00",
				"2025-W02 4 40.00");
		assertThat(periods("group_by=month")).containsExactly("2024-12 3 30.00", "2025-01 7 70.00");
		assertThat(periods("group_by=day")).containsExactly("2024-12-29 1 10.00", "2024-12-30 2 20.00",
				"2025-01-05 3 30.00", "2025-01-06 4 40.00");
	}

	@Test
	void rangesWithoutOrdersAreEmpty() {
		assertThat(this.admin.get(report("2020-01-01", "2020-01-01", "")).json()).hasToString(EMPTY);
		assertThat(this.admin.get(report("0001-01-01", "0003-12-31", "&group_by=month")).json()).hasToString(EMPTY);
	}

	@Test
	void staffSeeTheirLocationsAndCustomersSeeNone() {
		var elsewhere = this.restaurants.newLocation(this.tenant, "UTC", "00:00");
		insertWithoutEvents(this.location, "2025-05-01T12:00:00Z", 2);
		insertWithoutEvents(elsewhere, "2025-05-01T12:00:00Z", 3);
		rebuild();

		var path = report("2025-05-01", "2025-05-01", "");
		awaitTotal(5, path);
		assertThat(total(this.admin.get(path + "&location_id=" + elsewhere))).isEqualTo(3);
		assertThat(total(this.client.staff(this.tenant, this.location).get(path))).isEqualTo(2);
		assertThat(total(this.client.staff(this.tenant, this.location, elsewhere).get(path))).isEqualTo(5);
		assertThat(total(this.client.staff(this.tenant, elsewhere).get(path + "&location_id=" + elsewhere)))
			.isEqualTo(3);
		assertThatProblem(this.client.staff(this.tenant, this.location).get(path + "&location_id=" + elsewhere)).is(404,
				"NOT_FOUND");
		assertThatProblem(this.client.customer(this.tenant, 1).get(path)).is(403, "FORBIDDEN");
		assertThatProblem(this.client.get(path)).is(401, "UNAUTHORIZED");
	}

	@Test
	void anotherTenantSeesAnEmptyReport() {
		insertWithoutEvents(this.location, "2025-05-01T12:00:00Z", 2);
		rebuild();
		var path = report("2025-05-01", "2025-05-01", "");
		awaitTotal(2, path);

		var other = this.client.admin(this.restaurants.newTenant());
		assertThat(other.get(path).json()).hasToString(EMPTY);
		assertThatProblem(other.get(path + "&location_id=" + this.location)).is(404, "NOT_FOUND");
		assertThatProblem(other.post("/api/v1/admin/reports/rebuild?location_id=" + this.location, null)).is(404,
				"NOT_FOUND");
		assertThat(other.post("/api/v1/admin/reports/rebuild", null).at("/location_ids")).isEmpty();
	}

	@Test
	void differentCurrenciesAreNotAddedUp() {
		var inEuros = this.restaurants.newLocation(this.tenant, "Europe/Berlin", "00:00", "EUR");
		insertWithoutEvents(this.location, "2025-03-01T12:00:00Z", 1);
		insertWithoutEvents(inEuros, "2025-03-03T12:00:00Z", 2);
		rebuild();

		awaitTotal(1, report("2025-03-01", "2025-03-01", "&location_id=" + this.location));
		awaitTotal(2, report("2025-03-01", "2025-03-03", "&location_id=" + inEuros));
		assertFaults(this.admin.get(report("2025-03-01", "2025-03-03", "")), "location_id");
		assertThat(total(this.admin.get(report("2025-03-01", "2025-03-02", "")))).isEqualTo(1);
		assertThat(total(this.client.staff(this.tenant, inEuros).get(report("2025-03-01", "2025-03-03", ""))))
			.isEqualTo(2);
	}

	@Test
	void aLocationWithoutOrdersHasNoCurrencyInTheReport() {
		this.restaurants.newLocation(this.tenant, "Europe/Berlin", "00:00", "EUR");

		assertThat(this.admin.get(report("")).json()).hasToString(EMPTY);
	}

	@Test
	void allFaultsAreReportedTogether() {
		assertFaults(this.admin.get("/api/v1/orders/reports/summary"), "date_from", "date_to");
		assertFaults(
				this.admin.get(report("2026-02-30", "2026-11-22T00:00:00Z", "&location_id=x&group_by=year&limit=1")),
				"date_from", "date_to", "location_id", "group_by", "limit");
		assertFaults(this.admin.get(report("2026-11-22", "2026-11-21", "")), "date_to");
		assertFaults(this.admin.get(report("2023-11-22", "2026-11-22", "")), "date_to");
		assertThat(this.admin.get(report("2023-11-22", "2026-11-21", "")).status()).isEqualTo(200);
		assertFaults(this.admin.get(report("0000-01-01", "2026-11-21", "")), "date_from");
		assertFaults(this.admin.get(report("&date_from=2026-11-21")), "date_from");
	}

	@Test
	void reportsIsNotAnOrderId() {
		assertThatProblem(this.admin.get("/api/v1/orders/reports")).is(404, "NOT_FOUND");
		assertThatProblem(this.admin.get("/api/v1/orders/summary")).is(404, "NOT_FOUND");
	}

	@Test
	void onlyAdminsRebuild() {
		var path = "/api/v1/admin/reports/rebuild";
		assertThatProblem(this.client.staff(this.tenant, this.location).post(path, null)).is(403, "FORBIDDEN");
		assertThatProblem(this.client.customer(this.tenant, 1).post(path, null)).is(403, "FORBIDDEN");
		assertFaults(this.admin.post(path + "?location=1", null), "location");
		var answer = this.admin.post(path + "?location_id=" + this.location, null);
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.json()).hasToString("{\"location_ids\":[" + this.location + "]}");
	}

	@Test
	void theLagOfTheReportsIsMeasured() {
		var metrics = this.client.get("/actuator/prometheus").body();
		assertThat(metrics).containsPattern("(?m)^reports_waiting [0-9.]+$")
			.containsPattern("(?m)^reports_waiting_age_seconds [0-9.]+$");
	}

	private void insertWithoutEvents(long locationId, String createdAt, int count) {
		this.restaurants.takeSilently(this.tenant, locationId, createdAt, count);
	}

	private void rebuild() {
		assertThat(this.admin.post("/api/v1/admin/reports/rebuild", null).status()).isEqualTo(202);
	}

	private List<String> periods(String grouping) {
		return this.admin.get(report("2024-12-01", "2025-01-31", "&" + grouping))
			.json()
			.required("breakdown")
			.valueStream()
			.map((part) -> "%s %s %s".formatted(part.required("period").asText(), part.required("orders").asText(),
					part.required("revenue").asText()))
			.toList();
	}

	private void awaitTotal(long orders, String path) {
		Awaitility.await().untilAsserted(() -> assertThat(total(this.admin.get(path))).isEqualTo(orders));
	}

	private static long total(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		return answer.at("/summary/total_orders").asLong();
	}

	/** Returns the report of the current day. */
	private String report(String more) {
		return report(this.today.minusDays(1).toString(), this.today.plusDays(1).toString(), more);
	}

	private static String report(String from, String to, String more) {
		return "/api/v1/orders/reports/summary?date_from=" + from + "&date_to=" + to + more;
	}

	private static void assertFaults(Answer answer, String... fields) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
		assertThat(answer.text("/code")).isEqualTo("VALIDATION_ERROR");
		assertThat(answer.at("/errors")).extracting((JsonNode fault) -> fault.at("/field").asText())
			.containsExactlyInAnyOrder(fields);
	}

}
