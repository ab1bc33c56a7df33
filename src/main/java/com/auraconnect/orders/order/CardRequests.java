package com.auraconnect.orders.order;

/**
 * Counts, for each card payment, the authorization requests that may have reached the
 * payment service. The count is committed before a request is sent: a payment with count
 * zero was never sent, even if a process died in between. A flag would not do: two runs
 * of a saga may send at the same time, and only one of them may find that its request was
 * never sent.
 */
interface CardRequests {

	/**
	 * Counts a request that is about to be sent.
	 * @return whether the request may be sent; if not, the payment needs no authorization
	 */
	boolean tryRegister(long tenantId, long paymentId);

	/**
	 * Decrements the count of a request that was never sent. Does nothing if the payment
	 * was voided meanwhile: what releases its money may have sent a request too.
	 */
	void unregister(long tenantId, long paymentId);

}
