package com.auraconnect.orders.order;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.tenancy.Tenancy;

/**
 * The local replica of the customers that orders refer to. A customer of whom nothing is
 * known, or nothing recent, is marked as wanted by the order that refers to it;
 * {@link CustomerFetching} does the rest.
 */
@Component
class Customers {

	/**
	 * Reads, and writes only what is new: most orders are by customers who are known. The
	 * lock is the one that the order's foreign key takes anyway. It is taken with the
	 * look so that {@link #AWAIT_ORDERS} waits for whoever has seen no details.
	 */
	private static final String REFER = """
			WITH known AS (
			    SELECT name, email, phone
			    FROM customers
			    WHERE tenant_id = :tenantId AND id = :id
			    FOR KEY SHARE
			),
			added AS (
			    INSERT INTO customers AS other (tenant_id, id, wanted_at)
			    SELECT :tenantId, :id, :now
			    WHERE NOT EXISTS (SELECT FROM known)
			    ON CONFLICT (tenant_id, id) DO UPDATE
			    SET wanted_at = coalesce(other.wanted_at, excluded.wanted_at)
			),
			outdated AS (
			    UPDATE customers
			    SET wanted_at = :now
			    WHERE tenant_id = :tenantId AND id = :id
			      AND wanted_at IS NULL AND (fetched_at IS NULL OR fetched_at < :outdated)
			)
			SELECT name, email, phone
			FROM known
			WHERE name IS NOT NULL
			""";

	private static final String WANTED = """
			SELECT tenant_id, id
			FROM customers
			WHERE wanted_at IS NOT NULL
			ORDER BY wanted_at
			LIMIT :limit
			""";

	private static final String STORE = """
			UPDATE customers
			SET name = :name,
			    email = :email,
			    phone = :phone,
			    fetched_at = :now
			WHERE tenant_id = :tenantId AND id = :id
			""";

	/** Waits for the transactions whose orders refer to the customer. */
	private static final String AWAIT_ORDERS = """
			SELECT id
			FROM customers
			WHERE tenant_id = :tenantId AND id = :id
			FOR UPDATE
			""";

	private static final String ORDERS_WITHOUT_DETAILS = """
			SELECT id
			FROM orders
			WHERE tenant_id = :tenantId AND customer_id = :id AND customer IS NULL
			ORDER BY id
			""";

	private static final String WANT = """
			UPDATE customers
			SET wanted_at = :wantedAt
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private final JdbcClient jdbc;

	private final CustomerSettings settings;

	private final Clock clock;

	Customers(JdbcClient jdbc, CustomerSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.clock = clock;
	}

	/** One customer of one tenant. */
	record Ref(long tenantId, long id) {
	}

	/**
	 * Makes sure that an order can refer to the customer: one statement, in the order's
	 * transaction.
	 * @return what is known of the customer, empty if nothing is
	 */
	Optional<OrderCustomer> refer(long tenantId, long customerId) {
		var now = this.clock.instant();
		return about(REFER, new Ref(tenantId, customerId)).param("now", utc(now))
			.param("outdated", utc(now.minus(this.settings.fresh())))
			.query((row, _) -> new OrderCustomer(customerId, row.getString("name"), row.getString("email"),
					row.getString("phone")))
			.optional();
	}

	/** The customers whose details are wanted, those who wait longest first. */
	List<Ref> wanted() {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(WANTED)
				.param("limit", this.settings.batch())
				.query((row, _) -> new Ref(row.getLong("tenant_id"), row.getLong("id")))
				.list());
	}

	/**
	 * Stores what the customer service has said; of somebody whom it does not know,
	 * nothing is kept.
	 */
	void store(Ref customer, @Nullable CustomerDetails details) {
		about(STORE, customer).param("name", (details != null) ? details.name() : null)
			.param("email", (details != null) ? details.email() : null)
			.param("phone", (details != null) ? details.phone() : null)
			.param("now", utc(this.clock.instant()))
			.update();
	}

	/**
	 * The orders that refer to the customer and were taken before its details were
	 * stored.
	 */
	List<Long> ordersWithoutDetails(Ref customer) {
		about(AWAIT_ORDERS, customer).query(Long.class).list();
		return about(ORDERS_WITHOUT_DETAILS, customer).query(Long.class).list();
	}

	/** There is nothing more to be done about the customer. */
	void settled(Ref customer) {
		want(customer, null);
	}

	/** Others come first, next time. */
	void postpone(Ref customer) {
		want(customer, utc(this.clock.instant()));
	}

	private void want(Ref customer, @Nullable OffsetDateTime wantedAt) {
		about(WANT, customer).param("wantedAt", wantedAt, Types.TIMESTAMP_WITH_TIMEZONE).update();
	}

	private JdbcClient.StatementSpec about(String sql, Ref customer) {
		return this.jdbc.sql(sql).param("tenantId", customer.tenantId()).param("id", customer.id());
	}

	private static OffsetDateTime utc(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

}
