package com.auraconnect.orders.web;

/** As many requests are under way on this replica as it has memory for. */
class TooManyRequestsUnderWay extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TooManyRequestsUnderWay() {
		super("Too many requests are under way on this replica; repeat the request");
	}

	/** It is thrown when there is the most to do, and says all that there is to know. */
	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
