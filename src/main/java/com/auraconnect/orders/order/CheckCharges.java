package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/**
 * Port to the payment service for cards that pay a check. Every call is idempotent: it
 * names its payment or refund.
 */
public interface CheckCharges {

	/**
	 * Authorizes a card: the bank holds the money.
	 * @param checkId the check that the card was taken on, also after a merge
	 * @param amount the amount with the tip
	 * @param currency ISO 4217, such as {@code USD}
	 * @param token the payment service's one-time card token
	 * @throws UnusablePartnerAnswer if the answer has no usable authorization id
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	Payments.Answer authorizeCheck(long tenantId, long checkId, long paymentId, Money amount, String currency,
			String token);

	/**
	 * Captures money that is held; what is not captured is released.
	 * @param amount the amount with the tip; more than is held if the tip was raised
	 * @param held the amount that the bank holds
	 * @return the captured amount: {@code held} if the bank declines to pay more
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	Money captureCheck(long tenantId, long paymentId, String authorizationId, Money amount, Money held);

	/**
	 * Cancels the authorization.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	void cancelCheck(long tenantId, long paymentId, String authorizationId);

	/**
	 * Refunds captured money, in full or in part.
	 * @param checkId the check that the card was taken on, also after a merge
	 * @param refundId number of the refund of the check
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	void refundCheck(long tenantId, long checkId, long paymentId, long refundId, String authorizationId, Money amount);

}
