package com.auraconnect.orders.order.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fields of an order that lists filter and sort by. Decides independently of index and
 * SQL, in plain Java, which lists contain the order.
 *
 * @param names what a search can find it by, in lower case
 */
record ListedOrder(long id, long tenantId, long locationId, @Nullable Long customerId, OrderStatus status,
		OrderType type, @Nullable String source, List<String> names, Instant createdAt, Instant updatedAt) {

	static List<ListedOrder> all(JdbcClient database) {
		return database.sql("SELECT * FROM orders").query((row, _) -> of(row)).list();
	}

	private static ListedOrder of(ResultSet row) throws SQLException {
		return new ListedOrder(row.getLong("id"), row.getLong("tenant_id"), row.getLong("location_id"),
				row.getObject("customer_id", Long.class),
				OrderStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
				OrderType.valueOf(row.getString("order_type").toUpperCase(Locale.ROOT)), row.getString("source"),
				names(row), row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant());
	}

	private static List<String> names(ResultSet row) throws SQLException {
		return Stream
			.of(row.getString("order_number"), row.getString("external_id"), row.getString("table_number"),
					row.getString("guest_name_lower"))
			.filter(Objects::nonNull)
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.toList();
	}

	boolean isIn(OrderList list) {
		return isIn(list.scope()) && isIn(list.filter());
	}

	private boolean isIn(OrderFilter.Scope scope) {
		return this.tenantId == scope.tenantId()
				&& (scope.locationIds() == null || scope.locationIds().contains(this.locationId))
				&& (scope.customerId() == null || scope.customerId().equals(this.customerId));
	}

	private boolean isIn(OrderFilter filter) {
		return (filter.statuses().isEmpty() || filter.statuses().contains(this.status))
				&& (filter.locationId() == null || filter.locationId() == this.locationId)
				&& (filter.customerId() == null || filter.customerId().equals(this.customerId))
				&& (filter.orderType() == null || filter.orderType() == this.type)
				&& (filter.from() == null || !this.createdAt.isBefore(filter.from()))
				&& (filter.to() == null || this.createdAt.isBefore(filter.to()))
				&& (filter.updatedAfter() == null || this.updatedAt.isAfter(filter.updatedAfter()))
				&& (filter.source() == null || filter.source().equals(this.source))
				&& (filter.search() == null || isFoundBy(filter.search()));
	}

	private boolean isFoundBy(String search) {
		var beginning = search.toLowerCase(Locale.ROOT);
		return this.names.stream().anyMatch((name) -> name.startsWith(beginning));
	}

	static Comparator<ListedOrder> inTheOrderOf(OrderList list) {
		Comparator<ListedOrder> byTime = Comparator.comparing((order) -> order.time(list.sort()));
		var ascending = byTime.thenComparing(ListedOrder::id);
		return (list.direction() == OrderList.Direction.ASC) ? ascending : ascending.reversed();
	}

	Instant time(OrderList.Sort sort) {
		return (sort == OrderList.Sort.CREATED_AT) ? this.createdAt : this.updatedAt;
	}

}
