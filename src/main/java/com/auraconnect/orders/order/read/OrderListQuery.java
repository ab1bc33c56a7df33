package com.auraconnect.orders.order.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.platform.database.ConsistentReads;

/**
 * Reads a page of orders with all their parts in one statement, along an index.
 * <p>
 * Pagination is by keyset, not by offset: a page begins after the last order of the page
 * before it, so that no page repeats or skips an existing order when others are added.
 * {@code docs/lists.md} states what that guarantees to a client that walks a whole list,
 * by sort time and direction.
 */
@Component
public class OrderListQuery {

	private final ConsistentReads reads;

	private final AnswerSettings answers;

	OrderListQuery(ConsistentReads reads, AnswerSettings answers) {
		this.reads = reads;
		this.answers = answers;
	}

	/**
	 * @param after the last order of the previous page, null for the first page
	 * @param size maximum number of orders, at least 1; may differ from page to page. A
	 * page has fewer orders if their documents would exceed the size limit.
	 */
	public OrderPage page(OrderList list, @Nullable PageStart after, int size) {
		if (list.isEmpty()) {
			return new OrderPage(List.of(), null);
		}
		var statement = new OrderListStatement(list, after, size + 1, this.answers.page());
		return page(statement.sql(), statement.params(), WireNames.of(list.sort()), size);
	}

	/**
	 * Reads a page of documents with the columns of {@link OrderSql#selectUpToSize}.
	 * @param params includes the limit, one more than the size of the page
	 * @param time the column that the list is sorted by
	 */
	public OrderPage page(String sql, Map<String, ?> params, String time, int size) {
		var rows = this.reads.run((database) -> database.sql(sql)
			.params(params)
			.query((row, _) -> new Row(OrderQueries.documentIfAny(row), place(row, time)))
			.list());
		return page(rows, size);
	}

	private static PageStart place(ResultSet row, String time) throws SQLException {
		return new PageStart(row.getObject(time, OffsetDateTime.class).toInstant(), row.getLong("id"));
	}

	private static OrderPage page(List<Row> rows, int size) {
		var shown = rows.stream().limit(size).takeWhile(Row::hasDocument).toList();
		var hasMore = rows.size() > shown.size();
		return new OrderPage(shown.stream().flatMap((row) -> row.document().stream()).toList(),
				hasMore ? shown.getLast().place() : null);
	}

	private record Row(Optional<OrderDocument> document, PageStart place) {

		boolean hasDocument() {
			return this.document.isPresent();
		}

	}

}
