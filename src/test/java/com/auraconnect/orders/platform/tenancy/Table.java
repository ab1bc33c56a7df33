package com.auraconnect.orders.platform.tenancy;

import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table with rows of tenants.
 *
 * @param tenant expression for a row's tenant in SQL
 * @param columns all columns that can be written
 */
record Table(String name, String tenant, List<String> columns) {

	/** Expressions for the tenant in tables without {@code tenant_id}. */
	private static final Map<String, String> OTHERWISE = Map.of("scheduled_tasks",
			"split_part(task_instance, '/', 1)::bigint", "tenants", "id");

	static List<Table> all(JdbcClient database) {
		return database.sql("""
				SELECT table_name, bool_or(column_name = 'tenant_id') AS has_tenant,
				       array_agg(column_name::text) FILTER (WHERE is_generated = 'NEVER') AS columns
				FROM information_schema.columns
				WHERE table_schema = current_schema()
				GROUP BY table_name
				HAVING bool_or(column_name = 'tenant_id') OR table_name IN ('scheduled_tasks', 'tenants')
				ORDER BY table_name
				""")
			.query((row, _) -> new Table(row.getString("table_name"),
					row.getBoolean("has_tenant") ? "tenant_id" : OTHERWISE.get(row.getString("table_name")),
					List.of((String[]) row.getArray("columns").getArray())))
			.list();
	}

	/** SQL that counts a tenant's rows. */
	String count() {
		return "SELECT count(*) FROM %s WHERE %s = :tenant".formatted(this.name, this.tenant);
	}

	/** SQL that updates a tenant's rows without changing them. */
	String update() {
		return "UPDATE %1$s SET %2$s = %2$s WHERE %3$s = :tenant".formatted(this.name, tenantColumn(), this.tenant);
	}

	private String tenantColumn() {
		if (this.columns.contains("tenant_id")) {
			return "tenant_id";
		}
		return this.name.equals("tenants") ? "id" : "task_instance";
	}

	String delete() {
		return "DELETE FROM %s WHERE %s = :tenant".formatted(this.name, this.tenant);
	}

	/** SQL that moves all rows in reach to tenant 2. */
	String handOver() {
		return "UPDATE %s SET %s = '2'".formatted(this.name, tenantColumn());
	}

	/** SQL that selects a tenant's rows as JSON. */
	String row() {
		return "SELECT row_to_json(t)::text FROM %s t WHERE %s = :tenant".formatted(this.name, this.tenant);
	}

	/** SQL that inserts a row from JSON. */
	String insert() {
		var names = String.join(", ", this.columns);
		return "INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM json_populate_record(NULL::%1$s, :row::json)"
			.formatted(this.name, names);
	}

}
