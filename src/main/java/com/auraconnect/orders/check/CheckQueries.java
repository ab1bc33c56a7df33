package com.auraconnect.orders.check;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.CheckNotFound;
import com.auraconnect.orders.order.OrderPrincipal;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.order.read.AnswerSettings;
import com.auraconnect.orders.order.read.OrderListQuery;
import com.auraconnect.orders.order.read.OrderPage;
import com.auraconnect.orders.order.read.OrderSql;
import com.auraconnect.orders.order.read.PageStart;

/** Reads checks with their orders: one, or a page of a list. */
@Component
class CheckQueries {

	private static final String NEWEST_FIRST = "ORDER BY o.created_at DESC, o.id DESC\n";

	private final CheckRepository checks;

	private final OrderListQuery pages;

	private final AnswerSettings answers;

	CheckQueries(CheckRepository checks, OrderListQuery pages, AnswerSettings answers) {
		this.checks = checks;
		this.pages = pages;
		this.answers = answers;
	}

	/**
	 * Returns a check.
	 * @throws CheckNotFound if there is none that the caller may see
	 */
	CheckDocument get(OrderPrincipal caller, long id) {
		return this.checks.document(caller.tenantId(), id)
			.filter((check) -> caller.canSee(check.locationId(), null))
			.orElseThrow(() -> new CheckNotFound(id));
	}

	/**
	 * Checks that there is such a check.
	 * @throws CheckNotFound if there is none that the caller may see
	 */
	void requireVisible(OrderPrincipal caller, long id) {
		if (this.checks.locationOf(caller.tenantId(), id)
			.filter((location) -> caller.canSee(location, null))
			.isEmpty()) {
			throw new CheckNotFound(id);
		}
	}

	/**
	 * Reads a page of a list, newest first. It ends early where its documents exceed the
	 * size limit.
	 * @param after the last check of the page before it, null for the first page
	 * @param size maximum number of checks, at least 1
	 */
	OrderPage page(CheckList list, @Nullable PageStart after, int size) {
		if (list.isEmpty()) {
			return new OrderPage(List.of(), null);
		}
		var params = new HashMap<String, Object>(
				Map.of("tenantId", list.tenantId(), "limit", size + 1, "bytes", this.answers.page().toBytes()));
		var conditions = new ArrayList<String>();
		if (list.locations() != null) {
			conditions.add("AND l.location_id IN (:locations)\n");
			params.put("locations", list.locations());
		}
		if (list.status() != null) {
			// a literal, so that the index of open checks is found
			conditions.add("AND l.status = '" + WireNames.of(list.status()) + "'\n");
		}
		if (list.tableNumber() != null) {
			conditions.add("AND l.table_number = :tableNumber\n");
			params.put("tableNumber", list.tableNumber());
		}
		if (after != null) {
			conditions.add("AND (l.created_at, l.id) < (:afterTime, :afterId)\n");
			params.put("afterTime", after.time().atOffset(ZoneOffset.UTC));
			params.put("afterId", after.id());
		}
		var checks = """
				(
				SELECT l.*
				FROM checks l
				WHERE l.tenant_id = :tenantId
				%sORDER BY l.created_at DESC, l.id DESC
				LIMIT :limit)""".formatted(String.join("", conditions));
		return this.pages.page(OrderSql
			.selectUpToSize(CheckSql.selectDocumentFrom(checks) + NEWEST_FIRST.replace("o.", "c."), NEWEST_FIRST),
				params, "created_at", size);
	}

}
