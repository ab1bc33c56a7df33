package com.auraconnect.orders.check;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.pricing.Money;

/**
 * Stores what the payment service knows of card payments of checks. Every change but that
 * of {@link #forgetToken} is made while the check is locked.
 */
@Component
class CheckCardRepository {

	private static final String SELECT = """
			SELECT p.tenant_id, p.id, p.check_id, c.location_id, p.paid_check_id, p.status, p.card_token, p.requests,
			       p.authorization_id, p.authorized_amount, p.capture_amount
			FROM check_payments p
			JOIN checks c ON c.id = p.check_id AND c.tenant_id = p.tenant_id
			WHERE p.tenant_id = :tenantId AND p.id = :id AND p.method = 'card'
			""";

	private static final String ORDERS = """
			SELECT order_id
			FROM order_payments
			WHERE tenant_id = :tenantId AND check_payment_id = :id
			""";

	private static final String COUNT_REQUEST = """
			UPDATE check_payments
			SET requests = requests + :change
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private static final String AUTHORIZED = """
			UPDATE check_payments
			SET status = 'authorized', authorization_id = :authorizationId, last_four = :lastFour, card_token = NULL
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private static final String DECLINED = """
			UPDATE check_payments
			SET status = 'declined', decline_code = :code, card_token = NULL
			WHERE tenant_id = :tenantId AND id = :id
			""";

	/** Keeps the token of a payment that may have been authorized. */
	private static final String VOID_REQUESTED = """
			UPDATE check_payments
			SET status = 'voided', card_token = CASE WHEN requests > 0 THEN card_token END
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private static final String VOIDED = """
			UPDATE check_payments
			SET status = 'voided', card_token = NULL
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private static final String FORGET_TOKEN = """
			UPDATE check_payments
			SET card_token = NULL
			WHERE tenant_id = :tenantId AND id = :id AND status = 'voided'
			""";

	private static final String ASSIGN_CAPTURE_AMOUNT = """
			UPDATE check_payments
			SET capture_amount = :amount
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private static final String CAPTURED = """
			UPDATE check_payments
			SET status = 'captured', capture_amount = :amount
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private static final String NEXT_REFUND_ID = "SELECT nextval('check_refunds_seq')";

	private static final String PENDING_REFUND = """
			SELECT sum(r.amount)
			FROM order_payments s
			JOIN order_refunds r ON r.payment_id = s.id AND r.tenant_id = s.tenant_id
			WHERE s.tenant_id = :tenantId AND s.check_payment_id = :id AND r.check_refund_id = :refundId
			  AND r.status = 'pending'
			""";

	private final JdbcClient jdbc;

	CheckCardRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads a card payment that exists.
	 */
	CheckCard get(long tenantId, long id) {
		return statement(SELECT, tenantId, id).query((row, _) -> card(row)).single();
	}

	/** Returns the ids of the orders that have a share in a payment. */
	List<Long> orderIds(CheckCard card) {
		return statement(ORDERS, card.tenantId(), card.id()).query(Long.class).list();
	}

	/**
	 * Counts an authorization request, or takes one back that was never sent.
	 * @param change 1 or -1
	 */
	void countRequest(CheckCard card, int change) {
		statement(COUNT_REQUEST, card).param("change", change).update();
	}

	void markAuthorized(CheckCard card, String authorizationId, @Nullable String lastFour) {
		statement(AUTHORIZED, card).param("authorizationId", authorizationId).param("lastFour", lastFour).update();
	}

	void markDeclined(CheckCard card, String code) {
		statement(DECLINED, card).param("code", code).update();
	}

	/** Marks a payment as voided whose money still has to be released. */
	void requestVoid(CheckCard card) {
		statement(VOID_REQUESTED, card).update();
	}

	/** Marks a payment as voided for which the bank holds nothing. */
	void markVoided(CheckCard card) {
		statement(VOIDED, card).update();
	}

	/** Deletes the token of a voided payment for which the bank holds nothing. */
	void forgetToken(CheckCard card) {
		statement(FORGET_TOKEN, card).update();
	}

	/** Fixes the amount before the payment service is asked to capture it. */
	void assignCaptureAmount(CheckCard card, Money amount) {
		statement(ASSIGN_CAPTURE_AMOUNT, card).param("amount", amount.toBigDecimal()).update();
	}

	/**
	 * @param amount what the payment service has taken
	 */
	void markCaptured(CheckCard card, Money amount) {
		statement(CAPTURED, card).param("amount", amount.toBigDecimal()).update();
	}

	/** Returns a number for the refund of a card. */
	long nextRefundId() {
		return this.jdbc.sql(NEXT_REFUND_ID).query(Long.class).single();
	}

	/** Returns the amount of a refund, empty if it is done. */
	Optional<Money> pendingRefund(CheckCard card, long refundId) {
		return statement(PENDING_REFUND, card).param("refundId", refundId)
			.query((row, _) -> Optional.ofNullable(row.getBigDecimal(1)))
			.single()
			.map(Money::of);
	}

	private StatementSpec statement(String sql, CheckCard card) {
		return statement(sql, card.tenantId(), card.id());
	}

	private StatementSpec statement(String sql, long tenantId, long id) {
		return this.jdbc.sql(sql).param("tenantId", tenantId).param("id", id);
	}

	private static CheckCard card(ResultSet row) throws SQLException {
		return new CheckCard(row.getLong("tenant_id"), row.getLong("id"), row.getLong("check_id"),
				row.getLong("location_id"), row.getLong("paid_check_id"),
				WireNames.parse(Payment.State.class, row.getString("status")), row.getString("card_token"),
				row.getInt("requests"), row.getString("authorization_id"),
				Money.of(row.getBigDecimal("authorized_amount")), money(row.getBigDecimal("capture_amount")));
	}

	private static @Nullable Money money(@Nullable BigDecimal amount) {
		return (amount != null) ? Money.of(amount) : null;
	}

}
