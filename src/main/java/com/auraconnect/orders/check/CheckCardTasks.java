package com.auraconnect.orders.check;

import java.time.Instant;

import com.auraconnect.orders.order.Order;

/**
 * Port to the durable tasks of card payments of checks. A task is stored in the
 * transaction of the calling thread, and runs a method of {@link CheckCards} until that
 * succeeds.
 */
public interface CheckCardTasks {

	/** Completes a pending authorization that its request has not completed. */
	void guardAuthorization(long tenantId, long paymentId);

	/** Releases the money of a voided payment if its request has not. */
	void guardRelease(long tenantId, long paymentId);

	/** Sends a refund that its request has not sent. */
	void guardRefund(long tenantId, long paymentId, long refundId);

	/**
	 * Captures or voids an authorization.
	 * @param at the earliest time, in the past for as soon as possible
	 */
	void settle(long tenantId, long paymentId, Instant at);

	/**
	 * Captures or voids an authorization when the delay of an order has passed, unless
	 * the end of that order has stored this task already.
	 */
	void settleAfter(long tenantId, long paymentId, Order delayed);

	/** Runs the task of a settlement right away. To be called after its commit. */
	void settleNow(long tenantId, long paymentId);

}
