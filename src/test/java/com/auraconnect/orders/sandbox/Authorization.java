package com.auraconnect.orders.sandbox;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * An approved card payment.
 *
 * @param tenant the {@code X-Tenant-Id} of the call that made it, if it had one
 * @param orderId the order, 0 for a payment of a check
 * @param checkId the check, 0 for a payment of an order
 * @param captured the captured amount, zero until it is captured
 * @param refunded the refunded part of it
 */
public record Authorization(String authorizationId, @Nullable String tenant, long orderId, long checkId,
		BigDecimal amount, String currency, State state, BigDecimal captured, BigDecimal refunded) {

	Authorization capturing(BigDecimal amount) {
		return new Authorization(this.authorizationId, this.tenant, this.orderId, this.checkId, this.amount,
				this.currency, State.CAPTURED, amount, this.refunded);
	}

	/** A voided copy. */
	public Authorization voided() {
		return new Authorization(this.authorizationId, this.tenant, this.orderId, this.checkId, this.amount,
				this.currency, State.VOIDED, this.captured, this.refunded);
	}

	Authorization refunding(BigDecimal amount) {
		return new Authorization(this.authorizationId, this.tenant, this.orderId, this.checkId, this.amount,
				this.currency, this.state, this.captured, this.refunded.add(amount));
	}

	boolean canRefund(BigDecimal amount) {
		return this.state == State.CAPTURED && this.refunded.add(amount).compareTo(this.captured) <= 0;
	}

	/** Authorized until it is captured or voided. */
	public enum State {

		AUTHORIZED, CAPTURED, VOIDED

	}

}
