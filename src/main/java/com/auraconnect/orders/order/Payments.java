package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * The guests' cards, as the payment service sees them. Every call is safe to repeat: it
 * names the payment it is for.
 */
public interface Payments {

	/**
	 * The payment service's answer to an authorization. An outage is no answer and comes
	 * as an exception.
	 */
	sealed interface Answer {

		/** The bank holds the money. */
		record Authorized(String authorizationId, @Nullable String lastFour) implements Answer {
		}

		/**
		 * The bank holds the money, and the answer cannot be stored.
		 *
		 * @param authorizationId good enough to void the hold
		 * @param fault what is wrong with the answer, without any value
		 */
		record Unstorable(String authorizationId, String fault) implements Answer {
		}

		/** The bank said no. */
		record Declined(String code) implements Answer {
		}

	}

	/**
	 * Asks the bank to hold the money.
	 * @param currency ISO 4217, such as {@code USD}
	 * @param token the payment service's one-time name for the card
	 * @throws UnusablePartnerAnswer if it answers without a name that could be used
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	Answer authorize(long tenantId, long orderId, long paymentId, Money amount, String currency, String token);

	/**
	 * Takes the money that is held.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	void capture(long tenantId, long orderId, long paymentId, String authorizationId);

	/**
	 * Gives the hold back.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	void cancel(long tenantId, long orderId, long paymentId, String authorizationId);

	/**
	 * Gives captured money back, all of it or some.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	void refund(long tenantId, long orderId, long refundId, String authorizationId, Money amount);

}
