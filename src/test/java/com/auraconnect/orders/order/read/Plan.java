package com.auraconnect.orders.order.read;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Execution plan of a statement in PostgreSQL. */
public final class Plan {

	private final JsonNode root;

	private Plan(String json) {
		try {
			this.root = new JsonMapper().readTree(json).at("/0/Plan");
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(json, ex);
		}
	}

	/** Explains the statement of a page. */
	public static Plan of(JdbcClient database, OrderList list, @Nullable PageStart after, int size) {
		var statement = new OrderListStatement(list, after, size + 1, DataSize.ofMegabytes(1));
		return of(database, statement.sql(), statement.params());
	}

	public static Plan of(JdbcClient database, String sql, Map<String, Object> params) {
		return explain(database, "", sql, params);
	}

	/** Explains and executes the statement. */
	public static Plan analyzed(JdbcClient database, String sql, Map<String, Object> params) {
		return explain(database, "ANALYZE, ", sql, params);
	}

	/** Explains and executes the statement of the first page. */
	public static Plan analyzed(JdbcClient database, OrderList list, int size) {
		var statement = new OrderListStatement(list, null, size + 1, DataSize.ofMegabytes(1));
		return explain(database, "ANALYZE, ", statement.sql(), statement.params());
	}

	private static Plan explain(JdbcClient database, String options, String sql, Map<String, Object> params) {
		return new Plan(database.sql("EXPLAIN (" + options + "FORMAT JSON) " + sql)
			.params(params)
			.query(String.class)
			.single());
	}

	/** Whether it scans neither the table of orders nor a whole index of it. */
	public boolean keepsToIndexesOfTheTenant() {
		return nodes(this.root).filter(Plan::isOfOrders).allMatch(Plan::isAlongAnIndexOfTheTenant);
	}

	/** Names of the indexes of orders that it uses. */
	public Set<String> indexes() {
		var names = new TreeSet<String>();
		nodes(this.root).map((node) -> node.path("Index Name").asText())
			.filter((name) -> name.startsWith("idx_orders") || name.startsWith("orders"))
			.forEach(names::add);
		return names;
	}

	/** Tables that it scans sequentially. */
	public Set<String> scannedInFull() {
		var names = new TreeSet<String>();
		nodes(this.root).filter((node) -> node.path("Node Type").asText().equals("Seq Scan"))
			.forEach((node) -> names.add(node.path("Relation Name").asText()));
		return names;
	}

	/** Estimated number of result rows. */
	long expectedRows() {
		return this.root.path("Plan Rows").asLong();
	}

	/** Available only after it was executed. */
	public long rowsOfOrdersVisited() {
		return nodes(this.root).filter((node) -> node.path("Relation Name").asText().equals("orders"))
			.mapToLong((node) -> node.path("Actual Loops").asLong()
					* Math.round(node.path("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble()))
			.sum();
	}

	@Override
	public String toString() {
		return this.root.toPrettyString();
	}

	private static Stream<JsonNode> nodes(JsonNode node) {
		return Stream.concat(Stream.of(node),
				StreamSupport.stream(node.path("Plans").spliterator(), false).flatMap(Plan::nodes));
	}

	private static boolean isOfOrders(JsonNode node) {
		var index = node.path("Index Name").asText();
		return node.path("Relation Name").asText().equals("orders")
				|| node.path("Node Type").asText().equals("Bitmap Index Scan") && index.contains("orders_");
	}

	private static boolean isAlongAnIndexOfTheTenant(JsonNode scan) {
		return switch (scan.path("Node Type").asText()) {
			case "Index Scan", "Index Only Scan", "Bitmap Index Scan" ->
				scan.path("Index Cond").asText().contains("tenant_id = ");
			case "Bitmap Heap Scan" -> true;
			default -> false;
		};
	}

}
