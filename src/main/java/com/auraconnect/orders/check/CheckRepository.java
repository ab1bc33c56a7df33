package com.auraconnect.orders.check;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

import com.auraconnect.orders.order.InvalidCheckState;
import com.auraconnect.orders.order.NewPayment;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.pricing.Money;

/** Stores checks in the database. */
@Component
class CheckRepository {

	private static final String NEXT_ID = "SELECT nextval('checks_seq')";

	/**
	 * Locks by ascending id: the rows are sorted before they are locked. Does not exclude
	 * the foreign key of an order that is inserted.
	 */
	private static final String LOCK = """
			SELECT c.id, c.tenant_id, c.version, c.location_id, c.status, c.table_number, c.name, c.guest_count,
			       c.merged_into, c.order_count, c.created_at, c.updated_at, c.closed_at
			FROM checks c
			WHERE c.tenant_id = :tenantId AND c.id IN (:ids)
			ORDER BY c.id
			FOR NO KEY UPDATE
			""";

	private static final String CHECK_OF_ORDER = """
			SELECT check_id
			FROM orders
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private static final String LOCATION = """
			SELECT location_id
			FROM checks
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private static final String ORDERS = """
			SELECT id
			FROM orders
			WHERE tenant_id = :tenantId AND check_id IN (:ids)
			ORDER BY created_at, id
			""";

	private static final String INSERT = """
			INSERT INTO checks (tenant_id, id, version, location_id, status, table_number, name, guest_count, merged_into,
			                    order_count, order_versions, created_at, updated_at, closed_at)
			VALUES (:tenantId, :id, :version, :locationId, :status, :tableNumber, :name, :guestCount, :mergedInto,
			        :orderCount, 0, :createdAt, :updatedAt, :closedAt)
			""";

	/** After the orders were written: reads their new versions. */
	private static final String UPDATE = """
			UPDATE checks c
			SET version = :version, status = :status, table_number = :tableNumber, name = :name,
			    guest_count = :guestCount, merged_into = :mergedInto, order_count = :orderCount, updated_at = :updatedAt,
			    closed_at = :closedAt,
			    order_versions = (SELECT coalesce(sum(o.version), 0)
			                      FROM orders o
			                      WHERE o.tenant_id = c.tenant_id AND o.check_id = c.id)
			WHERE c.tenant_id = :tenantId AND c.id = :id
			""";

	private static final String INSERT_PAYMENT = """
			INSERT INTO check_payments (id, tenant_id, check_id, method, status, tendered, reference, paid_check_id, card_token,
			                            requests, authorized_amount, taken_by, created_at)
			VALUES (nextval('check_payments_seq'), :tenantId, :checkId, :method, :status, :tendered, :reference,
			        :paidCheckId, :token, :requests, :authorizedAmount, :by, :at)
			RETURNING id
			""";

	/** Size of one answer with the orders of a check. */
	private static final long MAX_BYTES = DataSize.ofMegabytes(1).toBytes();

	/** Approximate size of the documents of the orders. */
	private static final String SIZE = """
			SELECT coalesce(sum(1000 + octet_length(o.adjustments::text) + coalesce(octet_length(o.metadata::text), 0)
			                    + (SELECT coalesce(sum(500 + octet_length(i.name) + octet_length(i.modifiers::text)
			                                           + octet_length(i.discounts::text)
			                                           + coalesce(octet_length(i.special_instructions), 0)
			                                           + coalesce(octet_length(i.void_reason), 0)), 0)
			                       FROM order_items i
			                       WHERE i.order_id = o.id AND i.tenant_id = o.tenant_id)
			                    + (SELECT coalesce(sum(600 + (SELECT coalesce(sum(300 + octet_length(r.reason)
			                                                                          + octet_length(r.items::text)
			                                                                          + octet_length(r.taxes::text)), 0)
			                                                  FROM order_refunds r
			                                                  WHERE r.payment_id = p.id AND r.tenant_id = p.tenant_id)), 0)
			                       FROM order_payments p
			                       WHERE p.order_id = o.id AND p.tenant_id = o.tenant_id)), 0)
			FROM orders o
			WHERE o.tenant_id = :tenantId AND o.check_id IN (:ids)
			""";

	private static final String TENDERED = """
			SELECT tendered
			FROM check_payments
			WHERE tenant_id = :tenantId AND check_id = :checkId AND id = :id
			""";

	private static final String TAKEN_AT = """
			SELECT created_at
			FROM check_payments
			WHERE tenant_id = :tenantId AND check_id = :checkId AND id = :id
			""";

	private static final String MOVE_PAYMENTS = """
			UPDATE check_payments
			SET check_id = :into
			WHERE tenant_id = :tenantId AND check_id IN (:from)
			""";

	private static final String DOCUMENT = CheckSql.selectDocumentFrom("checks")
			+ "WHERE c.tenant_id = :tenantId AND c.id = :id";

	private final JdbcClient jdbc;

	CheckRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	long nextId() {
		return this.jdbc.sql(NEXT_ID).query(Long.class).single();
	}

	/** Loads and locks those of a tenant's checks that exist, by ascending id. */
	Map<Long, Check> lock(long tenantId, Collection<Long> ids) {
		if (ids.isEmpty()) {
			return Map.of();
		}
		return this.jdbc.sql(LOCK)
			.param("tenantId", tenantId)
			.param("ids", ids)
			.query((row, _) -> check(row))
			.stream()
			.collect(Collectors.toMap(Check::id, Function.identity()));
	}

	/** Returns the location of a check, empty if there is no such check. */
	Optional<Long> locationOf(long tenantId, long id) {
		return this.jdbc.sql(LOCATION).param("tenantId", tenantId).param("id", id).query(Long.class).optional();
	}

	/** Returns the check that an order is on, without locking anything. */
	Optional<Long> checkOf(long tenantId, long orderId) {
		return this.jdbc.sql(CHECK_OF_ORDER)
			.param("tenantId", tenantId)
			.param("id", orderId)
			.query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
			.optional()
			.flatMap(Function.identity());
	}

	/** Returns the ids of the orders of these checks, oldest first. */
	List<Long> orderIds(long tenantId, Collection<Long> ids) {
		return this.jdbc.sql(ORDERS).param("tenantId", tenantId).param("ids", ids).query(Long.class).list();
	}

	/**
	 * Checks that the orders of these checks fit into memory together.
	 * @throws InvalidCheckState if they do not
	 */
	void requireModerateSize(long tenantId, Collection<Long> ids) {
		var bytes = this.jdbc.sql(SIZE).param("tenantId", tenantId).param("ids", ids).query(Long.class).single();
		if (bytes > MAX_BYTES) {
			throw new InvalidCheckState("The orders of the check are too large to be shown and paid together");
		}
	}

	/** Inserts a check before its orders join it. */
	void insert(Check check) {
		values(INSERT, check).param("locationId", check.locationId())
			.param("createdAt", utc(check.createdAt()))
			.update();
	}

	/** Updates a check after its orders were written. */
	void update(Check check) {
		values(UPDATE, check).update();
	}

	/**
	 * Inserts a payment of a check before its shares, and returns its id. The request to
	 * authorize a card follows at once and is counted already.
	 * @param charge the amount with the tip
	 */
	long insertPayment(Check check, NewPayment payment, Money charge, @Nullable Money tendered, String by, Instant at) {
		var isCard = payment.method().isCharged();
		return this.jdbc.sql(INSERT_PAYMENT)
			.param("tenantId", check.tenantId())
			.param("checkId", check.id())
			.param("method", WireNames.of(payment.method()))
			.param("status", WireNames.of(isCard ? Payment.State.PENDING : Payment.State.CAPTURED))
			.param("tendered", (tendered != null) ? tendered.toBigDecimal() : null)
			.param("reference", payment.reference())
			.param("paidCheckId", isCard ? check.id() : null)
			.param("token", payment.token())
			.param("requests", isCard ? 1 : 0)
			.param("authorizedAmount", isCard ? charge.toBigDecimal() : null)
			.param("by", by)
			.param("at", utc(at))
			.query(Long.class)
			.single();
	}

	/**
	 * Returns the cash that was handed over for a payment, empty if it was not said or
	 * there is no such payment.
	 */
	Optional<BigDecimal> tendered(Check check, long paymentId) {
		return this.jdbc.sql(TENDERED)
			.param("tenantId", check.tenantId())
			.param("checkId", check.id())
			.param("id", paymentId)
			.query((row, _) -> Optional.ofNullable(row.getBigDecimal(1)))
			.optional()
			.flatMap(Function.identity());
	}

	/** Returns when a payment was taken, empty if there is no such payment. */
	Optional<Instant> takenAt(Check check, long paymentId) {
		return this.jdbc.sql(TAKEN_AT)
			.param("tenantId", check.tenantId())
			.param("checkId", check.id())
			.param("id", paymentId)
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant);
	}

	/** Moves the payments of other checks to a check. */
	void movePayments(Check into, Collection<Long> from) {
		this.jdbc.sql(MOVE_PAYMENTS)
			.param("tenantId", into.tenantId())
			.param("into", into.id())
			.param("from", from)
			.update();
	}

	/** Reads the document of a check; sees the changes of the current transaction. */
	Optional<CheckDocument> document(long tenantId, long id) {
		return this.jdbc.sql(DOCUMENT)
			.param("tenantId", tenantId)
			.param("id", id)
			.query((row, _) -> new CheckDocument(row.getLong("id"), row.getLong("location_id"), row.getInt("version"),
					row.getBoolean("as_of_version"), row.getBytes("document")))
			.optional();
	}

	private StatementSpec values(String sql, Check check) {
		return this.jdbc.sql(sql)
			.param("tenantId", check.tenantId())
			.param("id", check.id())
			.param("version", check.version())
			.param("status", WireNames.of(check.status()))
			.param("tableNumber", check.tableNumber())
			.param("name", check.name())
			.param("guestCount", check.guestCount())
			.param("mergedInto", check.mergedInto())
			.param("orderCount", check.orderCount())
			.param("updatedAt", utc(check.updatedAt()))
			.param("closedAt", utc(check.closedAt()));
	}

	private static Check check(ResultSet row) throws SQLException {
		return new Check(row.getLong("tenant_id"), row.getLong("id"), row.getInt("version"), row.getLong("location_id"),
				WireNames.parse(CheckStatus.class, row.getString("status")), row.getString("table_number"),
				row.getString("name"), row.getObject("guest_count", Integer.class),
				row.getObject("merged_into", Long.class), row.getInt("order_count"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant(), instant(row, "closed_at"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		var time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

}
