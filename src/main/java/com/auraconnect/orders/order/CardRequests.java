package com.auraconnect.orders.order;

/**
 * Counts, for each card payment, the requests for its authorization that may have reached
 * the payment service. The count is written before a request is sent: a payment that
 * counts none has never been asked for, whatever process has died since. It is a count
 * because two runs of a saga may ask at the same time, and only one of them may find that
 * its request was never sent.
 */
interface CardRequests {

	/**
	 * Counts a request that is about to be sent.
	 * @return whether it may be sent; if not, the payment needs no authorization
	 */
	boolean begin(long tenantId, long paymentId);

	/** Takes back a count whose request was never sent. */
	void takeBack(long tenantId, long paymentId);

}
