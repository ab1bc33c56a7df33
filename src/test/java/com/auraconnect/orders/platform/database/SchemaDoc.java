package com.auraconnect.orders.platform.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes docs/schema.md from a migrated database. */
final class SchemaDoc {

	private static final String HEAD = """
			# The database

			Generated from a migrated database; its texts are the comments of tables and columns, which `psql` shows with `\\d+`.
			`./mvnw verify -Dit.test=SchemaDocIT -Dschema.write=true` writes it again.

			- `tenant_id` is part of each key, so that a tenant could be the unit of distribution, and row-level security keeps tenants
			  apart ([0016](decisions/0016-row-level-security.md)). `signing_key` is of the whole service, `scheduled_tasks` of db-scheduler.
			- Amounts are `numeric` with the decimals of the location's currency, times `timestamptz`, documents `json`. Enumerations are stored as the API writes them.
			- Migrations are in `src/main/resources/db/migration`; Flyway's own table is left out here.

			A solid line is a foreign key. A dotted one is a reference without: the row is written together with the other, or may
			outlive it. A dotted line to `locations` is left out where there is one to `orders`. Only keys are in the picture.

			""";

	private static final String TABLES = """
			SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment
			FROM pg_class c
			WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind IN ('r', 'p')
			  AND c.relname <> 'flyway_schema_history'
			ORDER BY c.relname
			""";

	private static final String COLUMNS = """
			SELECT c.relname AS table_name, a.attname AS name, replace(replace(
			           format_type(a.atttypid, a.atttypmod), 'character varying', 'varchar'), 'timestamp with time zone', 'timestamptz') AS type, a.attnotnull AS required,
			       CASE WHEN a.attgenerated = '' AND a.attidentity = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS default_value,
			       col_description(c.oid, a.attnum) AS comment
			FROM pg_class c
			JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
			WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind IN ('r', 'p')
			ORDER BY c.relname, a.attnum
			""";

	private static final String CONSTRAINTS = """
			SELECT k.conrelid::regclass::text AS table_name, k.conname AS name, k.contype::text AS kind,
			       replace(pg_get_constraintdef(k.oid), ' NOT VALID', '') AS definition, k.confrelid::regclass::text AS target,
			       (SELECT array_agg(a.attname::text ORDER BY n.place)
			        FROM unnest(k.conkey) WITH ORDINALITY AS n (number, place)
			        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.number) AS columns
			FROM pg_constraint k
			WHERE k.connamespace = CAST(current_schema() AS regnamespace) AND k.contype IN ('p', 'u', 'f', 'c')
			ORDER BY k.conrelid::regclass::text, position(k.contype::text IN 'pufc'), k.conname
			""";

	private static final String INDEXES = """
			SELECT i.indrelid::regclass::text AS table_name, c.relname AS name, i.indisunique AS is_unique,
			       regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING btree ', '') AS definition
			FROM pg_index i
			JOIN pg_class c ON c.oid = i.indexrelid
			WHERE c.relnamespace = CAST(current_schema() AS regnamespace)
			  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
			ORDER BY 1, 2
			""";

	private final Map<String, Table> tables = new LinkedHashMap<>();

	SchemaDoc(JdbcClient database) {
		database.sql(TABLES).query((row) -> {
			var name = row.getString("name");
			this.tables.put(name, new Table(name, row.getString("comment")));
		});
		database.sql(COLUMNS).query((row) -> {
			var table = this.tables.get(row.getString("table_name"));
			if (table != null) {
				table.columns.add(new Column(row.getString("name"), row.getString("type"), row.getBoolean("required"),
						row.getString("default_value"), row.getString("comment")));
			}
		});
		database.sql(CONSTRAINTS).query((row) -> {
			var table = this.tables.get(row.getString("table_name"));
			if (table != null) {
				table.constraints
					.add(new Constraint(row.getString("name"), row.getString("kind"), row.getString("definition"),
							row.getString("target"), List.of((String[]) row.getArray("columns").getArray())));
			}
		});
		database.sql(INDEXES).query((row) -> {
			var table = this.tables.get(row.getString("table_name"));
			if (table != null) {
				table.indexes.add("`%s`%s: `%s`".formatted(row.getString("name"),
						row.getBoolean("is_unique") ? ", unique" : "", row.getString("definition")));
			}
		});
	}

	/** Tables, and columns as {@code table.column}, that have no comment. */
	List<String> uncommented() {
		List<String> found = new ArrayList<>();
		this.tables.values().forEach((table) -> {
			if (table.comment == null) {
				found.add(table.name);
			}
			table.columns.stream()
				.filter((column) -> column.comment() == null)
				.forEach((column) -> found.add(table.name + "." + column.name()));
		});
		return found;
	}

	String markdown() {
		var index = this.tables.keySet()
			.stream()
			.map((name) -> "[%1$s](#%1$s)".formatted(name))
			.collect(Collectors.joining(" · "));
		return HEAD + picture() + "\n" + index + "\n"
				+ this.tables.values().stream().map(Table::markdown).collect(Collectors.joining());
	}

	private String picture() {
		var lines = new StringBuilder("```mermaid\nerDiagram\n");
		this.tables.values().forEach((table) -> lines.append(table.entity()));
		this.tables.values().forEach((table) -> table.references().forEach(lines::append));
		return lines.append("```\n").toString();
	}

	/**
	 * A column.
	 *
	 * @param defaultValue as SQL, null for none
	 */
	private record Column(String name, String type, boolean required, @Nullable String defaultValue,
			@Nullable String comment) {

		String markdown() {
			return "| `%s` | %s | %s | %s | %s |\n".formatted(this.name, this.type, this.required ? "" : "yes",
					(this.defaultValue != null) ? "`" + this.defaultValue + "`" : "",
					Objects.requireNonNullElse(this.comment, "").replace("|", "\\|"));
		}

	}

	/**
	 * A constraint.
	 *
	 * @param kind p, u, f or c, as in pg_constraint
	 * @param target referenced table, "-" if it is no foreign key
	 */
	private record Constraint(String name, String kind, String definition, String target, List<String> columns) {

		String markdown() {
			return "- `%s`: `%s`\n".formatted(this.name, this.definition);
		}

	}

	private static final class Table {

		private final String name;

		private final @Nullable String comment;

		private final List<Column> columns = new ArrayList<>();

		private final List<Constraint> constraints = new ArrayList<>();

		private final List<String> indexes = new ArrayList<>();

		Table(String name, @Nullable String comment) {
			this.name = name;
			this.comment = comment;
		}

		String markdown() {
			return "\n## %s\n\n%s\n\n| column | type | nullable | default | meaning |\n| --- | --- | --- | --- | --- |\n%s\n%s%s"
				.formatted(this.name, this.comment, join(this.columns.stream().map(Column::markdown).toList()),
						join(this.constraints.stream().map(Constraint::markdown).toList()),
						join(this.indexes.stream().map((index) -> "- " + index + "\n").toList()));
		}

		private static String join(List<String> parts) {
			return String.join("", parts);
		}

		/** The table with its keys, for the picture. */
		String entity() {
			var keys = this.columns.stream()
				.map((column) -> new Key(column, isIn("p", column), isIn("f", column)))
				.filter(Key::isAny)
				.map(Key::line)
				.collect(Collectors.joining());
			return "    %s {\n%s    }\n".formatted(this.name, keys);
		}

		private boolean isIn(String kind, Column column) {
			return this.constraints.stream()
				.anyMatch(
						(constraint) -> constraint.kind().equals(kind) && constraint.columns().contains(column.name()));
		}

		private record Key(Column column, boolean isPrimary, boolean isForeign) {

			boolean isAny() {
				return this.isPrimary || this.isForeign;
			}

			String line() {
				var marks = (this.isPrimary && this.isForeign) ? "PK, FK" : this.isPrimary ? "PK" : "FK";
				return "        %s %s %s\n".formatted(this.column.type().split("[ (]")[0], this.column.name(), marks);
			}

		}

		/** Lines of the picture to the tables that this one refers to. */
		List<String> references() {
			var lines = new ArrayList<>(this.constraints.stream()
				.filter((constraint) -> constraint.kind().equals("f"))
				.map((constraint) -> reference(constraint.target(), "--", ownColumn(constraint)))
				.toList());
			for (var logical : List.of(new Logical("order_id", "orders"), new Logical("location_id", "locations"))) {
				if (lines.isEmpty() && has(logical.column())) {
					lines.add(reference(logical.target(), "..", logical.column()));
				}
			}
			return lines;
		}

		private record Logical(String column, String target) {
		}

		private String ownColumn(Constraint foreignKey) {
			return foreignKey.columns()
				.stream()
				.filter((column) -> !column.equals("tenant_id"))
				.findFirst()
				.orElse("tenant_id");
		}

		private boolean has(String column) {
			return this.columns.stream().anyMatch((candidate) -> candidate.name().equals(column));
		}

		private String reference(String target, String line, String column) {
			var isRequired = this.columns.stream()
				.anyMatch((candidate) -> candidate.name().equals(column) && candidate.required());
			return "    %s %s%so{ %s : %s\n".formatted(target, isRequired ? "||" : "|o", line, this.name, column);
		}

	}

}
