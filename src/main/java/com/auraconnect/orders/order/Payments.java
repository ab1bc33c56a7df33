package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * Port to the payment service. Every call is idempotent: it names its payment or refund.
 */
public interface Payments {

	/**
	 * Answer of the payment service to an authorization. An outage is an exception, not
	 * an answer.
	 */
	sealed interface Answer {

		/** The bank holds the money. */
		record Authorized(String authorizationId, @Nullable String lastFour) implements Answer {
		}

		/**
		 * The bank holds the money, but the answer cannot be stored.
		 *
		 * @param authorizationId usable to cancel the authorization
		 * @param fault why it cannot be stored, without any value
		 */
		record Unstorable(String authorizationId, String fault) implements Answer {
		}

		/** The bank declined the card. */
		record Declined(String code) implements Answer {
		}

	}

	/**
	 * Authorizes a card payment: the bank holds the money.
	 * @param currency ISO 4217, such as {@code USD}
	 * @param token the payment service's one-time card token
	 * @throws UnusablePartnerAnswer if the answer has no usable authorization id
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	Answer authorize(long tenantId, long orderId, long paymentId, Money amount, String currency, String token);

	/**
	 * Captures money that is held; what is not captured is released.
	 * @param amount the amount with the tip; more than is held if the tip was raised
	 * @param held the amount that the bank holds
	 * @return the captured amount: {@code held} if the bank declines to pay more
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	Money capture(long tenantId, long orderId, long paymentId, String authorizationId, Money amount, Money held);

	/**
	 * Cancels the authorization.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	void cancel(long tenantId, long orderId, long paymentId, String authorizationId);

	/**
	 * Refunds captured money, in full or in part.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	void refund(long tenantId, long orderId, long refundId, String authorizationId, Money amount);

}
