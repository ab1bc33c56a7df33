package com.auraconnect.orders.order.read;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import com.auraconnect.orders.order.OrderDetails;
import com.auraconnect.orders.order.OrderNumber;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.order.WireNames;

/**
 * Builds the statement that reads one page. It holds only the conditions that restrict,
 * so that each list finds its index.
 * <p>
 * A list over several locations, statuses or types merges the first orders of each of
 * them; each is read in index order, no further than the page. Left to itself, the
 * planner may scan along the time and filter. That is slow where the matching orders are
 * old: those of a closed location, or of an order type no longer sold.
 */
final class OrderListStatement {

	private final OrderList list;

	private final int limit;

	private final String order;

	private final Map<String, Object> params = new HashMap<>();

	private final List<String> conditions = new ArrayList<>();

	/** The value sets whose orders are merged; each is a row set of one column. */
	private final List<String> facets = new ArrayList<>();

	private final String sql;

	/**
	 * @param list a list that is not {@link OrderList#isEmpty() empty}
	 * @param limit maximum number of rows
	 * @param size total size of the documents; rows beyond it come without their document
	 */
	OrderListStatement(OrderList list, @Nullable PageStart after, int limit, DataSize size) {
		this.list = list;
		this.limit = limit;
		this.order = order(list);
		this.params.put("tenantId", list.scope().tenantId());
		this.params.put("limit", limit);
		this.params.put("bytes", size.toBytes());
		restrictLocationsAndCustomers();
		restrictStatusesAndTypes();
		and("o.source = :source", "source", list.filter().source());
		and("o.check_id = :checkId", "checkId", list.filter().checkId());
		restrictTimes();
		search();
		startAfter(after);
		this.sql = OrderSql.selectUpToSize(OrderSql.selectDocumentFrom("(\n" + page() + ")") + this.order, this.order);
	}

	String sql() {
		return this.sql;
	}

	Map<String, Object> params() {
		return this.params;
	}

	private static String order(OrderList list) {
		var direction = list.direction().name();
		return "ORDER BY o." + WireNames.of(list.sort()) + " " + direction + ", o.id " + direction + "\n";
	}

	private void restrictLocationsAndCustomers() {
		var locations = this.list.locations();
		and("o.customer_id IN (:customerIds)", "customerIds", this.list.customers());
		if (isFaceted() && locations != null && locations.size() > 1) {
			facet("location_id", "bigint", "locationIds", locations);
		}
		else {
			and("o.location_id IN (:locationIds)", "locationIds", locations);
		}
	}

	private void restrictStatusesAndTypes() {
		var filter = this.list.filter();
		var statuses = filter.statuses().stream().map(WireNames::of).toList();
		var type = (filter.orderType() != null) ? WireNames.of(filter.orderType()) : null;
		if (isFaceted() && this.list.locations() == null && (!statuses.isEmpty() || type != null)) {
			facet("status", "text", "statuses", statuses.isEmpty() ? namesOf(OrderStatus.values()) : statuses);
			facet("order_type", "text", "orderTypes", (type != null) ? List.of(type) : namesOf(OrderType.values()));
			return;
		}
		and("o.status IN (:statuses)", "statuses", statuses.isEmpty() ? null : statuses);
		and("o.order_type = :orderType", "orderType", type);
	}

	/**
	 * Whether the list is merged from value sets. A single customer or check has few
	 * orders, and those of a source have an index of their own. For a search or a list by
	 * update time, only the planner can estimate which condition to start with.
	 */
	private boolean isFaceted() {
		return this.list.sort() == OrderList.Sort.CREATED_AT && this.list.filter().search() == null
				&& this.list.customers() == null && this.list.filter().source() == null
				&& this.list.filter().checkId() == null;
	}

	private void restrictTimes() {
		var filter = this.list.filter();
		and("o.created_at >= :from", "from", timestamp(filter.from()));
		and("o.created_at < :to", "to", timestamp(filter.to()));
		and("o.updated_at >= :updatedAfter", "updatedAfter", timestamp(filter.updatedAfter()));
	}

	/**
	 * Matches prefixes with {@code ^@}, in which no character of the text is special. The
	 * part of a number that is called out is the order's id, which needs no index of its
	 * own.
	 */
	private void search() {
		var search = this.list.filter().search();
		var called = (search != null) ? OrderNumber.idByShortNumber(search) : OptionalLong.empty();
		and("""
				(o.order_number ^@ upper(:search)
				 OR o.external_id_lower ^@ lower(:search)
				 OR o.table_number_lower ^@ lower(:search)
				 OR o.guest_name_lower ^@ :guest%s)""".formatted(called.isPresent() ? "\n OR o.id = :called" : ""),
				"search", search);
		called.ifPresent((id) -> this.params.put("called", id));
		if (search != null) {
			this.params.put("guest", OrderDetails.inSearches(search));
		}
	}

	private void startAfter(@Nullable PageStart after) {
		if (after != null) {
			var beyond = (this.list.direction() == OrderList.Direction.DESC) ? "<" : ">";
			and("(o." + WireNames.of(this.list.sort()) + ", o.id) " + beyond + " (:afterTime, :afterId)", "afterTime",
					timestamp(after.time()));
			this.params.put("afterId", after.id());
		}
	}

	private String page() {
		var orders = """
				SELECT o.*
				FROM orders o
				WHERE o.tenant_id = :tenantId
				%s%sLIMIT %s
				""".formatted(String.join("", this.conditions), this.order, limit());
		return this.facets.isEmpty() ? orders : """
				SELECT o.*
				FROM %s
				CROSS JOIN LATERAL (
				%s) o
				%sLIMIT %s
				""".formatted(String.join("\nCROSS JOIN ", this.facets), orders, this.order, limit());
	}

	/**
	 * The LIMIT, written so that the planner chooses the right index.
	 * <ul>
	 * <li>Where the matches are not spread evenly over the sort time (recent changes, an
	 * old order number), a known limit makes the planner scan along that time in vain. A
	 * subquery hides the limit, and the planner assumes a tenth of all rows.
	 * <li>With statuses or types, the plan depends on the values: the limit is a
	 * parameter, and the planner plans each time.
	 * <li>Otherwise one plan suits all values: the limit is a literal, so that the
	 * generic plan is as good as a custom one and is cached. Planning a page takes longer
	 * than reading it.
	 * </ul>
	 */
	private String limit() {
		var filter = this.list.filter();
		var restrictsOtherTime = switch (this.list.sort()) {
			case CREATED_AT -> filter.updatedAfter() != null;
			case UPDATED_AT -> filter.from() != null || filter.to() != null;
		};
		if (restrictsOtherTime || filter.search() != null) {
			return "(SELECT CAST(:limit AS bigint))";
		}
		return isByLocationAndTimeOnly() ? Integer.toString(this.limit) : ":limit";
	}

	private boolean isByLocationAndTimeOnly() {
		return isFaceted() && this.list.filter().statuses().isEmpty() && this.list.filter().orderType() == null;
	}

	private void and(String condition, String name, @Nullable Object value) {
		if (value != null) {
			this.conditions.add("AND " + condition + "\n");
			this.params.put(name, value);
		}
	}

	private void facet(String column, String type, String name, Collection<?> values) {
		this.facets.add("unnest(ARRAY[:%s]::%s[]) AS facet_of_%s (value)".formatted(name, type, column));
		and("o.%s = facet_of_%s.value".formatted(column, column), name, values);
	}

	private static List<String> namesOf(Enum<?>[] constants) {
		return Arrays.stream(constants).map(WireNames::of).toList();
	}

	private static @Nullable Object timestamp(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

}
