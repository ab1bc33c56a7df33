package com.auraconnect.orders.order;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Local replica of the customers that orders refer to. An order marks its customer for
 * fetching ({@code wanted_at}) if the replica has no details or outdated ones.
 * {@link CustomerFetching} fetches the marked customers.
 */
@Component
class Customers {

	/**
	 * Reads the customer and writes only if it is missing or outdated: most orders come
	 * from known customers. The row lock is the one that the order's foreign key takes
	 * anyway. It is taken with the read so that {@link #AWAIT_ORDERS} waits for every
	 * transaction that has read no details.
	 */
	private static final String ENSURE_EXISTS = """
			WITH known AS (
			    SELECT name, email, phone
			    FROM customers
			    WHERE tenant_id = :tenantId AND id = :id
			    FOR KEY SHARE
			),
			added AS (
			    INSERT INTO customers AS other (tenant_id, id, wanted_at)
			    SELECT :tenantId, :id, now()
			    WHERE NOT EXISTS (SELECT FROM known)
			    ON CONFLICT (tenant_id, id) DO UPDATE
			    SET wanted_at = coalesce(other.wanted_at, excluded.wanted_at)
			),
			outdated AS (
			    UPDATE customers
			    SET wanted_at = now()
			    WHERE tenant_id = :tenantId AND id = :id
			      AND wanted_at IS NULL AND (fetched_at IS NULL OR fetched_at < now() - make_interval(secs => :fresh))
			)
			SELECT name, email, phone
			FROM known
			WHERE name IS NOT NULL
			""";

	private static final String FIND_WANTED = """
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
			    fetched_at = now()
			WHERE tenant_id = :tenantId AND id = :id
			""";

	/** Waits for the running transactions whose orders refer to the customer. */
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

	private static final String SET_WANTED_AT = """
			UPDATE customers
			SET wanted_at = CASE WHEN :isWanted THEN now() END
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private final JdbcClient jdbc;

	private final CustomerSettings settings;

	Customers(JdbcClient jdbc, CustomerSettings settings) {
		this.jdbc = jdbc;
		this.settings = settings;
	}

	/** One customer of one tenant. */
	record Ref(long tenantId, long id) {
	}

	/**
	 * Ensures that the customer's row exists, so that an order can refer to it. Runs one
	 * statement in the order's transaction.
	 * @return the customer's details, empty if there are none yet
	 */
	Optional<OrderCustomer> ensureExists(long tenantId, long customerId) {
		return statement(ENSURE_EXISTS, new Ref(tenantId, customerId)).param("fresh", this.settings.fresh().toSeconds())
			.query((row, _) -> new OrderCustomer(customerId, row.getString("name"), row.getString("email"),
					row.getString("phone")))
			.optional();
	}

	/**
	 * Returns one batch of the customers that are marked for fetching, longest wait
	 * first.
	 */
	List<Ref> wanted() {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(FIND_WANTED)
				.param("limit", this.settings.batch())
				.query((row, _) -> new Ref(row.getLong("tenant_id"), row.getLong("id")))
				.list());
	}

	/**
	 * Stores the customer service's answer.
	 * @param details null if the customer service has no such customer; the details are
	 * then cleared
	 */
	void store(Ref customer, @Nullable CustomerDetails details) {
		statement(STORE, customer).param("name", (details != null) ? details.name() : null)
			.param("email", (details != null) ? details.email() : null)
			.param("phone", (details != null) ? details.phone() : null)
			.update();
	}

	/**
	 * Returns the orders that refer to the customer and were taken before its details
	 * were stored.
	 */
	List<Long> ordersWithoutDetails(Ref customer) {
		statement(AWAIT_ORDERS, customer).query(Long.class).list();
		return statement(ORDERS_WITHOUT_DETAILS, customer).query(Long.class).list();
	}

	/** Removes the mark for fetching. */
	void markFetched(Ref customer) {
		setWanted(customer, false);
	}

	/** Moves the customer to the end of the queue. */
	void postpone(Ref customer) {
		setWanted(customer, true);
	}

	private void setWanted(Ref customer, boolean isWanted) {
		statement(SET_WANTED_AT, customer).param("isWanted", isWanted).update();
	}

	private JdbcClient.StatementSpec statement(String sql, Ref customer) {
		return this.jdbc.sql(sql).param("tenantId", customer.tenantId()).param("id", customer.id());
	}

}
