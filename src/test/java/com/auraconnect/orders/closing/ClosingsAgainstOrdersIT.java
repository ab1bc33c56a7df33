package com.auraconnect.orders.closing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.auraconnect.orders.reports.RandomChanges;
import com.auraconnect.orders.reports.Restaurants;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the days of a location with plain sums over its orders, after many random
 * changes by many terminals, during which days were closed.
 */
@ServiceTest
class ClosingsAgainstOrdersIT {

	private static final int CHANGES = Integer.getInteger("closings.changes", 400);

	/** Offline terminals send orders that are up to six days old. */
	private static final int DAYS_BACK = 7;

	/** Orders are scheduled for up to a week ahead. */
	private static final int DAYS_AHEAD = 9;

	private final TestEnvironment site;

	private final JdbcClient database;

	private final ServiceClient admin;

	private final long tenant;

	private final long location;

	private final LocalDate today = LocalDate.ofInstant(Clock.tickMillis(ZoneOffset.UTC).instant(), ZoneOffset.UTC);

	ClosingsAgainstOrdersIT(TestEnvironment site, ServiceClient client) {
		this.site = site;
		this.database = site.database();
		var restaurants = new Restaurants(this.database);
		this.tenant = restaurants.newTenant();
		this.location = restaurants.newLocation(this.tenant, "UTC", "00:00");
		this.admin = client.admin(this.tenant);
		this.admin.put("/api/v1/locations/" + this.location,
				Map.of("name", "Till", "time_zone", "UTC", "currency", "USD", "business_day_start", "00:00",
						"auto_confirm", true, "tax_rules",
						List.of(Map.of("name", "City tax", "rate", "0.0825", "level", "order"),
								Map.of("name", "VAT", "rate", "0.10", "inclusive", true))));
	}

	@Test
	void allDaysTogetherAreTheSumOfTheOrders() {
		var closed = new TreeMap<LocalDate, JsonNode>();
		var changes = CompletableFuture
			.runAsync(() -> new RandomChanges(this.admin, this.site.sandbox().menu().items(), List.of(this.location), 5)
				.make(CHANGES));
		for (int days = DAYS_BACK; days >= 0; days--) {
			var enough = (DAYS_BACK - days) * CHANGES / 40;
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> changes.isDone() || count("SELECT count(*) FROM orders WHERE tenant_id = ?") >= enough);
			var day = this.today.minusDays(days);
			closed.put(day, close(day));
		}
		changes.join();
		awaitAllSequenced();

		var days = new ArrayList<JsonNode>();
		for (int later = -DAYS_BACK; later <= DAYS_AHEAD; later++) {
			days.add(report(this.today.plusDays(later)));
		}

		assertThat(sum(days, "gross")).isEqualByComparingTo(plain("sum(o.subtotal)", "o.status <> 'cancelled'"));
		assertThat(sum(days, "discounts").add(sum(days, "comps")))
			.isEqualByComparingTo(plain("sum(o.discount_amount)", "o.status <> 'cancelled'"));
		assertThat(sum(days, "comps")).isPositive();
		assertThat(sum(days, "service_charges"))
			.isEqualByComparingTo(plain("sum(o.service_charge_amount)", "o.status <> 'cancelled'"));
		assertThat(sumOfTaxes(days, false)).isEqualByComparingTo(plain("sum(o.tax_amount)", "o.status <> 'cancelled'"));
		assertThat(sumOfTaxes(days, true)).isEqualByComparingTo(plain("""
				sum((SELECT sum((t ->> 'amount')::numeric) FROM json_array_elements(o.taxes) t
				     WHERE t ->> 'inclusive' = 'true'))""", "o.status <> 'cancelled'"));
		assertThat(sum(days, "tips"))
			.isEqualByComparingTo(payments("sum(p.tip_amount)", "p.status IN ('authorized', 'captured')"));
		for (var method : List.of("cash", "card")) {
			assertThat(tender(days, method, (tender) -> new BigDecimal(tender.required("amount").asText())))
				.isEqualByComparingTo(payments("sum(p.amount)",
						"p.status IN ('authorized', 'captured') AND p.method = '" + method + "'"));
			assertThat(tender(days, method, (tender) -> new BigDecimal(tender.required("count").asText())))
				.isEqualByComparingTo(
						payments("count(*)", "p.status IN ('authorized', 'captured') AND p.method = '" + method + "'"));
		}
		assertThat(open(days)).containsExactlyInAnyOrderElementsOf(unbalanced());
		assertThat(sum(days, "cash_expected")).isEqualByComparingTo(
				payments("sum(p.amount + p.tip_amount)", "p.status = 'captured' AND p.method = 'cash'").subtract(
						payments("sum(r.amount)", "p.method = 'cash'", "JOIN order_refunds r ON r.payment_id = p.id")));
		assertThat(sumOfRefunds(days))
			.isEqualByComparingTo(payments("sum(r.amount)", "TRUE", "JOIN order_refunds r ON r.payment_id = p.id"));
		assertThat(sum(days, "voids")).isEqualByComparingTo(
				plain("""
						sum((SELECT sum(i.subtotal) FROM order_items i WHERE i.order_id = o.id AND i.void_reason IS NOT NULL))""",
						"o.status <> 'cancelled'"));
		closed.forEach((day, closing) -> assertThat(bookedGross(day)).as("gross of %s", day)
			.isEqualByComparingTo(closing.required("gross").asText()));
	}

	/**
	 * Tries again where so much is going on that the service cannot say what belongs to
	 * the day.
	 */
	private JsonNode close(LocalDate day) {
		var closing = Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.admin.post("/api/v1/locations/" + this.location + "/closings",
					Map.of("business_day", day.toString(), "counted_cash", "0.00", "carry_over", true)),
					(answer) -> answer.status() != 503);
		assertThat(closing.status()).isEqualTo(201);
		return closing.at("");
	}

	private void awaitAllSequenced() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> count("SELECT count(*) FROM outbox_events WHERE tenant_id = ? AND sequence IS NULL") == 0
					&& count("SELECT count(*) FROM scheduled_tasks WHERE task_instance LIKE ? || '/%'") == 0);
	}

	private long count(String sql) {
		return this.database.sql(sql).param(this.tenant).query(Long.class).single();
	}

	private JsonNode report(LocalDate day) {
		return this.admin.get("/api/v1/reports/closing?location_id=" + this.location + "&business_day=" + day).at("");
	}

	private static BigDecimal sum(List<JsonNode> days, String field) {
		return days.stream()
			.map((day) -> new BigDecimal(day.required(field).asText()))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static BigDecimal sumOfTaxes(List<JsonNode> days, boolean inclusive) {
		return days.stream()
			.flatMap((day) -> day.required("taxes").valueStream())
			.filter((tax) -> tax.required("inclusive").asBoolean() == inclusive)
			.map((tax) -> new BigDecimal(tax.required("amount").asText()))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static BigDecimal tender(List<JsonNode> days, String method, Function<JsonNode, BigDecimal> value) {
		return days.stream()
			.flatMap((day) -> day.required("tenders").valueStream())
			.filter((tender) -> tender.required("method").asText().equals(method))
			.map(value)
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	/** The last day is open, and has what is open of all closed days too. */
	private static List<Long> open(List<JsonNode> days) {
		return days.stream()
			.filter((day) -> day.required("closing").isNull())
			.flatMap((day) -> day.required("open").valueStream())
			.map(JsonNode::asLong)
			.distinct()
			.toList();
	}

	/** Orders whose balance is not 0 by their own document. */
	private List<Long> unbalanced() {
		return this.database.sql("SELECT id FROM orders WHERE tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.list()
			.stream()
			.filter((id) -> new BigDecimal(this.admin.get("/api/v1/orders/%d", id).text("/balance")).signum() != 0)
			.toList();
	}

	private BigDecimal plain(String what, String which) {
		return this.database.sql("SELECT coalesce(" + what + ", 0) FROM orders o WHERE o.tenant_id = ? AND " + which)
			.param(this.tenant)
			.query(BigDecimal.class)
			.single();
	}

	private BigDecimal bookedGross(LocalDate day) {
		return this.database.sql(
				"SELECT coalesce(sum(amount), 0) FROM day_bookings WHERE tenant_id = ? AND kind = 'gross' AND business_day = ?")
			.params(this.tenant, day)
			.query(BigDecimal.class)
			.single();
	}

	private static BigDecimal sumOfRefunds(List<JsonNode> days) {
		return days.stream()
			.flatMap((day) -> day.required("tenders").valueStream())
			.map((tender) -> new BigDecimal(tender.required("refunds").asText()))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private BigDecimal payments(String what, String which) {
		return payments(what, which, "");
	}

	private BigDecimal payments(String what, String which, String join) {
		return this.database
			.sql("SELECT coalesce(" + what + ", 0) FROM order_payments p " + join + " WHERE p.tenant_id = ? AND "
					+ which)
			.param(this.tenant)
			.query(BigDecimal.class)
			.single();
	}

}
