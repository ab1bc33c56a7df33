package com.auraconnect.orders.check;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.pricing.Money;

/**
 * Card payment of a check as the payment service knows it. Its amounts by order are in
 * the shares of the orders.
 *
 * @param checkId the check that it is on now
 * @param paidCheckId the check that it was taken on, which requests name
 * @param token the payment service's one-time card token, null once it is not needed
 * @param requests number of authorization requests that may have reached the payment
 * service
 * @param authorizationId null until the payment service has given one
 * @param authorizedAmount the amount with the tip that the bank was asked to hold
 * @param captureAmount the amount with the tip that is or was to be captured, null until
 * it is fixed
 */
record CheckCard(long tenantId, long id, long checkId, long locationId, long paidCheckId, Payment.State status,
		@Nullable String token, int requests, @Nullable String authorizationId, Money authorizedAmount,
		@Nullable Money captureAmount) {

	boolean isPending() {
		return this.status == Payment.State.PENDING;
	}

	String requiredToken() {
		return Objects.requireNonNull(this.token);
	}

	/** Returns the authorization id, which must be present. */
	String authorized() {
		return Objects.requireNonNull(this.authorizationId);
	}

	/** Whether the bank may hold money for this voided payment. */
	boolean mayHoldMoney() {
		return this.status == Payment.State.VOIDED
				&& (this.authorizationId != null || (this.token != null && this.requests > 0));
	}

	/** Omits the card's token. */
	@Override
	public String toString() {
		return "CheckCard[id=" + this.id + ", checkId=" + this.checkId + ", status=" + this.status + "]";
	}

}
