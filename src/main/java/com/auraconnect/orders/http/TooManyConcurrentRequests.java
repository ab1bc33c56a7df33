package com.auraconnect.orders.http;

/** Thrown when a replica has as many requests in progress as it has memory for. */
public class TooManyConcurrentRequests extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TooManyConcurrentRequests() {
		super("Too many requests are in progress on this replica; retry the request");
	}

	/** Omits the stack trace, which would cost most under overload and says nothing. */
	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
