package com.auraconnect.orders.order.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderDocuments;
import com.auraconnect.orders.platform.codec.Json;

/** Reads the documents of orders by id, and serializes new orders. */
@Component
public class OrderQueries implements OrderDocuments {

	private static final String BY_ID = OrderSql.SELECT_DOCUMENT + "WHERE o.id = :id AND o.tenant_id = :tenantId";

	private static final String IN_THEIR_ORDER = "ORDER BY array_position(ARRAY[:ids]::bigint[], o.id)\n";

	private static final String BY_IDS = OrderSql.selectUpToSize(
			OrderSql.SELECT_DOCUMENT + "WHERE o.id IN (:ids) AND o.tenant_id = :tenantId\n" + IN_THEIR_ORDER,
			IN_THEIR_ORDER);

	private final JdbcClient jdbc;

	private final AnswerSettings answers;

	private final Json json;

	OrderQueries(JdbcClient jdbc, AnswerSettings answers, Json json) {
		this.jdbc = jdbc;
		this.answers = answers;
		this.json = json;
	}

	@Override
	public Optional<OrderDocument> find(long tenantId, long orderId) {
		return this.jdbc.sql(BY_ID)
			.param("id", orderId)
			.param("tenantId", tenantId)
			.query((row, _) -> document(row))
			.optional();
	}

	/**
	 * Returns the first of a tenant's orders with these ids, in the order of the ids: one
	 * statement, one part of a streamed response.
	 */
	public OrderPart findSome(long tenantId, List<Long> ids) {
		if (ids.isEmpty()) {
			return new OrderPart(List.of(), List.of());
		}
		var found = new ArrayList<OrderDocument>();
		var left = new ArrayList<Long>();
		this.jdbc.sql(BY_IDS)
			.param("ids", ids)
			.param("tenantId", tenantId)
			.param("bytes", this.answers.page().toBytes())
			.query((row) -> {
				var document = documentIfAny(row);
				document.ifPresent(found::add);
				if (document.isEmpty()) {
					left.add(row.getLong("id"));
				}
			});
		return new OrderPart(found, left);
	}

	/**
	 * A part of the requested orders.
	 *
	 * @param left ids of the orders that come after this part
	 */
	public record OrderPart(List<OrderDocument> orders, List<Long> left) {
	}

	/** Reads the current row; empty if it comes without its document. */
	static Optional<OrderDocument> documentIfAny(ResultSet row) throws SQLException {
		return (row.getObject("document") != null) ? Optional.of(document(row)) : Optional.empty();
	}

	/** Reads the current row of {@link OrderSql#SELECT_DOCUMENT}. */
	static OrderDocument document(ResultSet row) throws SQLException {
		return new OrderDocument(row.getLong("id"), row.getLong("tenant_id"), row.getLong("location_id"),
				row.getObject("customer_id", Long.class), row.getInt("version"), row.getBytes("document"));
	}

	@Override
	public OrderDocument of(Order order) {
		return new OrderDocument(order.id(), order.tenantId(), order.locationId(), order.customerId(), order.version(),
				this.json.bytes(OrderView.of(order)));
	}

}
