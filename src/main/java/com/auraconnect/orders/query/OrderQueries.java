package com.auraconnect.orders.query;

import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderDocuments;

/** Reads orders by id, and writes new ones down. */
@Component
public class OrderQueries implements OrderDocuments {

	private static final String BY_ID = OrderSql.SELECT_DOCUMENT + "WHERE o.id = :id AND o.tenant_id = :tenantId";

	private static final String BY_IDS = OrderSql.SELECT_DOCUMENT + """
			WHERE o.id IN (:ids) AND o.tenant_id = :tenantId
			ORDER BY array_position(ARRAY[:ids]::bigint[], o.id)
			""";

	private final JdbcClient jdbc;

	private final ObjectMapper json;

	OrderQueries(JdbcClient jdbc, ObjectMapper json) {
		this.jdbc = jdbc;
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

	/** The orders of that tenant with these ids, in their order: one statement. */
	public List<OrderDocument> findAll(long tenantId, List<Long> ids) {
		if (ids.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql(BY_IDS)
			.param("ids", ids)
			.param("tenantId", tenantId)
			.query((row, _) -> document(row))
			.list();
	}

	/** The current row of {@link OrderSql#SELECT_DOCUMENT}. */
	static OrderDocument document(ResultSet row) throws SQLException {
		return new OrderDocument(row.getLong("id"), row.getLong("tenant_id"), row.getLong("location_id"),
				row.getObject("customer_id", Long.class), row.getInt("version"), row.getBytes("document"));
	}

	@Override
	public OrderDocument of(Order order) {
		try {
			return new OrderDocument(order.id(), order.tenantId(), order.locationId(), order.customerId(),
					order.version(), this.json.writeValueAsBytes(OrderView.of(order)));
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
