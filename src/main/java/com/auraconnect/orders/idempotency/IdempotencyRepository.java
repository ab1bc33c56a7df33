package com.auraconnect.orders.idempotency;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.tenancy.Tenancy;

/** The table of answers. */
@Component
class IdempotencyRepository {

	private static final String FIND = """
			SELECT fingerprint, status, body, order_id, order_version
			FROM idempotency_keys
			WHERE tenant_id = :tenantId AND caller = :caller AND path = :path AND key = :key
			""";

	private static final String ONE_ANSWER_A_KEY = "idempotency_keys_pkey";

	/**
	 * A request with the same key whose transaction is still open makes this one wait for
	 * its end.
	 */
	private static final String KEEP = """
			INSERT INTO idempotency_keys
			    (tenant_id, caller, path, key, fingerprint, status, body, order_id, order_version, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now())
			""";

	private static final String KEEP_UNLESS_KEPT = KEEP + """
			ON CONFLICT (tenant_id, caller, path, key) DO NOTHING
			""";

	private static final String KEEP_INSTEAD = KEEP + """
			ON CONFLICT (tenant_id, caller, path, key) DO UPDATE
			SET status = excluded.status,
			    body = excluded.body,
			    order_id = excluded.order_id,
			    order_version = excluded.order_version
			""";

	/** Compares with the database's clock, which has stamped the answers. */
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
			.query((row, _) -> new IdempotencyRecord(row.getBytes("fingerprint"), row.getInt("status"), row.getBytes("body"),
					row.getObject("order_id", Long.class), row.getObject("order_version", Integer.class)))
			.optional();
	}

	/** Whether the answer is kept now; not if the key has one already. */
	boolean keep(RequestKey request, IdempotencyRecord answer) {
		return this.jdbc.sql(KEEP_UNLESS_KEPT).params(values(request, answer)).update() == 1;
	}

	/**
	 * Keeps the answer with what else is written, or, if the key has one already, undoes
	 * all of it.
	 * @param kept told when it is kept
	 * @param taken makes what is thrown when it cannot be
	 */
	void keep(RequestKey request, IdempotencyRecord answer, Runnable kept, Supplier<RuntimeException> taken, SqlBatch writes) {
		writes.onViolation(ONE_ANSWER_A_KEY, taken);
		writes.add(KEEP, (_) -> kept.run(), values(request, answer));
	}

	/** Keeps the answer in the place of the one that the key may have. */
	void keepInstead(RequestKey request, IdempotencyRecord answer) {
		this.jdbc.sql(KEEP_INSTEAD).params(values(request, answer)).update();
	}

	/** The same with what else is written. */
	void keepInstead(RequestKey request, IdempotencyRecord answer, SqlBatch writes) {
		writes.add(KEEP_INSTEAD, values(request, answer));
	}

	private static @Nullable Object[] values(RequestKey request, IdempotencyRecord answer) {
		return new @Nullable Object[] { request.tenantId(), request.caller(), request.target(), request.key(),
				answer.fingerprint(), answer.status(), answer.body(), answer.orderId(), answer.version() };
	}

	/** Removes up to {@code limit} answers that are older, and says how many it were. */
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
