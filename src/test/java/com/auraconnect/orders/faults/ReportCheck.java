package com.auraconnect.orders.faults;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The reports, which follow the events, have the orders and the revenue of each tenant.
 */
final class ReportCheck implements Check {

	/** Several times the interval of the reports. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** Figures of one tenant. */
	private record Figures(long orders, BigDecimal revenue, TreeMap<String, Long> byStatus) {

		static Figures of(List<JsonNode> orders) {
			var revenue = orders.stream()
				.filter((order) -> !order.required("status").asText().equals("cancelled"))
				.map((order) -> amount(order, "total_amount").subtract(amount(order, "tip_amount")))
				.reduce(new BigDecimal("0.00"), BigDecimal::add);
			return new Figures(orders.size(), revenue,
					orders.stream()
						.collect(Collectors.groupingBy((order) -> order.required("status").asText(), TreeMap::new,
								Collectors.counting())));
		}

		static Figures of(JsonNode summary) {
			var byStatus = new TreeMap<String, Long>();
			summary.required("orders_by_status")
				.properties()
				.forEach((status) -> byStatus.put(status.getKey(), status.getValue().asLong()));
			return new Figures(summary.required("total_orders").asLong(), amount(summary, "total_revenue"), byStatus);
		}

		private static BigDecimal amount(JsonNode node, String field) {
			return new BigDecimal(node.required(field).asText());
		}

	}

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		evidence.orders()
			.values()
			.stream()
			.collect(Collectors.groupingBy((order) -> order.required("tenant_id").asLong()))
			.forEach((tenant, orders) -> check(evidence.site(), tenant, Figures.of(orders), found));
		return found;
	}

	private static void check(Site site, long tenant, Figures expected, List<Finding> found) {
		var told = new AtomicReference<Object>("nothing");
		try {
			Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
				told.set(report(site, tenant));
				return expected.equals(told.get());
			});
		}
		catch (ConditionTimeoutException ex) {
			found.add(Finding.unbalanced("tenant %d has %s, its report says %s", tenant, expected, told));
		}
	}

	private static Figures report(Site site, long tenant) {
		var today = LocalDate.now(ZoneOffset.UTC);
		return Figures.of(site.client(0)
			.admin(tenant)
			.get("/api/v1/orders/reports/summary?date_from=%s&date_to=%s", today.minusDays(2), today.plusDays(1))
			.at("/summary"));
	}

}
