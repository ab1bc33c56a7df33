package com.auraconnect.orders.idempotency;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/** Stores idempotency records in the database. */
@Component
class IdempotencyRepository {

	private static final String FIND = """
			SELECT fingerprint, status, body, order_id, order_version
			FROM idempotency_keys
			WHERE tenant_id = :tenantId AND caller = :caller AND path = :path AND key = :key
			""";

	private static final String PRIMARY_KEY = "idempotency_keys_pkey";

	/**
	 * Blocks while another open transaction has inserted the same key, until that
	 * transaction ends.
	 */
	private static final String INSERT = """
			INSERT INTO idempotency_keys
			    (tenant_id, caller, path, key, fingerprint, status, body, order_id, order_version, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now())
			""";

	private static final String INSERT_IF_ABSENT = INSERT + """
			ON CONFLICT (tenant_id, caller, path, key) DO NOTHING
			""";

	private static final String REPLACE = INSERT + """
			ON CONFLICT (tenant_id, caller, path, key) DO UPDATE
			SET status = excluded.status,
			    body = excluded.body,
			    order_id = excluded.order_id,
			    order_version = excluded.order_version
			""";

	/** Compares with the database's clock, which has set {@code created_at}. */
	private static final String PURGE = """
			DELETE FROM idempotency_keys
			WHERE (tenant_id, caller, path, key) IN (
			    SELECT tenant_id, caller, path, key
			    FROM idempotency_keys
			    WHERE created_at < now() - make_interval(secs => :age)
			    ORDER BY created_at
			    LIMIT :limit
			    FOR UPDATE SKIP LOCKED)
			""";

	private final JdbcClient jdbc;

	IdempotencyRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<IdempotencyRecord> find(RequestKey request) {
		return bind(FIND, request)
			.query((row, _) -> new IdempotencyRecord(row.getBytes("fingerprint"), row.getInt("status"),
					row.getBytes("body"), row.getObject("order_id", Long.class),
					row.getObject("order_version", Integer.class)))
			.optional();
	}

	/** Stores a record. Returns false if the key has one already. */
	boolean insertIfAbsent(RequestKey request, IdempotencyRecord answer) {
		return this.jdbc.sql(INSERT_IF_ABSENT).params(values(request, answer)).update() == 1;
	}

	/**
	 * Adds the record to a batch. If the key has one already, the batch fails and rolls
	 * back.
	 * @param kept called when the record was inserted
	 * @param taken makes the exception to throw if the key exists
	 */
	void insert(RequestKey request, IdempotencyRecord answer, Runnable kept, Supplier<RuntimeException> taken,
			SqlBatch writes) {
		writes.onViolation(PRIMARY_KEY, taken);
		writes.add(INSERT, (_) -> kept.run(), values(request, answer));
	}

	/** Stores a record, replacing one that the key may have. */
	void replace(RequestKey request, IdempotencyRecord answer) {
		this.jdbc.sql(REPLACE).params(values(request, answer)).update();
	}

	/** Adds the record to a batch, replacing one that the key may have. */
	void replace(RequestKey request, IdempotencyRecord answer, SqlBatch writes) {
		writes.add(REPLACE, values(request, answer));
	}

	private static @Nullable Object[] values(RequestKey request, IdempotencyRecord answer) {
		return new @Nullable Object[] { request.tenantId(), request.caller(), request.target(), request.key(),
				answer.fingerprint(), answer.status(), answer.body(), answer.orderId(), answer.version() };
	}

	/**
	 * Deletes up to {@code limit} records that are older, and returns how many were
	 * deleted.
	 */
	int purge(Duration age, int limit) {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(PURGE).param("age", age.toSeconds()).param("limit", limit).update());
	}

	private JdbcClient.StatementSpec bind(String sql, RequestKey request) {
		return this.jdbc.sql(sql)
			.param("tenantId", request.tenantId())
			.param("caller", request.caller())
			.param("path", request.target())
			.param("key", request.key());
	}

}
