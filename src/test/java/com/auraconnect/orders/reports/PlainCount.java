package com.auraconnect.orders.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.auraconnect.orders.order.BusinessDays;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Computes reports independently: counts the orders one by one, and assigns business days
 * with Java's calendar.
 */
record PlainCount(JdbcClient database) {

	private static final String ORDERS = """
			SELECT o.location_id, o.order_type, o.status, o.total_amount, o.tip_amount,
			       CASE WHEN o.offline_state = 'completed' THEN o.created_at ELSE coalesce(o.scheduled_for, o.created_at) END
			           AS booked_at, l.time_zone,
			       l.currency, l.business_day_start
			FROM orders o
			JOIN locations l ON l.tenant_id = o.tenant_id AND l.id = o.location_id
			WHERE o.tenant_id = ?
			""";

	private record Sale(long locationId, String type, String status, BigDecimal amount, LocalDate day) {

		BigDecimal revenue() {
			return this.status.equals("cancelled") ? BigDecimal.ZERO : this.amount;
		}

	}

	/**
	 * Returns the expected body of the report.
	 * @param locationId null for all locations of the tenant
	 * @param grouping as the API spells it
	 */
	String report(long tenantId, @Nullable Long locationId, LocalDate from, LocalDate to, String grouping) {
		List<Sale> sales = sales(tenantId).stream()
			.filter((sale) -> locationId == null || sale.locationId() == locationId)
			.filter((sale) -> !sale.day().isBefore(from) && !sale.day().isAfter(to))
			.toList();
		Map<String, List<Sale>> periods = sales.stream()
			.collect(Collectors.groupingBy((sale) -> period(sale.day(), grouping), TreeMap::new, Collectors.toList()));
		return json(fields("summary", summary(sales), "breakdown",
				periods.entrySet()
					.stream()
					.map((period) -> fields("period", period.getKey(), "orders", period.getValue().size(), "revenue",
							money(revenue(period.getValue()))))
					.toList()));
	}

	private static Map<String, Object> summary(List<Sale> sales) {
		long sold = sales.stream().filter((sale) -> !sale.status().equals("cancelled")).count();
		BigDecimal average = (sold == 0) ? BigDecimal.ZERO
				: revenue(sales).divide(BigDecimal.valueOf(sold), 2, RoundingMode.HALF_UP);
		Map<String, Object> summary = fields("total_orders", sales.size(), "total_revenue", money(revenue(sales)));
		summary.put("average_order_value", money(average));
		summary.put("orders_by_type", counts(sales, Sale::type));
		summary.put("orders_by_status", counts(sales, Sale::status));
		return summary;
	}

	private static Map<String, Long> counts(List<Sale> sales, Function<Sale, String> property) {
		return sales.stream().collect(Collectors.groupingBy(property, TreeMap::new, Collectors.counting()));
	}

	private static BigDecimal revenue(List<Sale> sales) {
		return sales.stream().map(Sale::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static String money(BigDecimal amount) {
		return amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
	}

	private static String period(LocalDate day, String grouping) {
		return switch (grouping) {
			case "day" -> day.toString();
			case "week" ->
				"%d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
			default -> day.toString().substring(0, 7);
		};
	}

	private List<Sale> sales(long tenantId) {
		return this.database.sql(ORDERS).param(tenantId).query((row, i) -> {
			var days = new BusinessDays(ZoneId.of(row.getString("time_zone")),
					row.getObject("business_day_start", LocalTime.class));
			return new Sale(row.getLong("location_id"), row.getString("order_type"), row.getString("status"),
					row.getBigDecimal("total_amount").subtract(row.getBigDecimal("tip_amount")),
					days.of(row.getObject("booked_at", OffsetDateTime.class).toInstant()));
		}).list();
	}

	private static Map<String, Object> fields(Object... namesAndValues) {
		Map<String, Object> fields = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return fields;
	}

	private static String json(Object value) {
		try {
			return new JsonMapper().writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
