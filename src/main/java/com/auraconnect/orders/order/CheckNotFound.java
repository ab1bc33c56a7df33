package com.auraconnect.orders.order;

/**
 * Reports that the check does not exist, belongs to another location than the order, or
 * is not visible to the caller.
 */
public class CheckNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public CheckNotFound(long checkId) {
		super("There is no check " + checkId);
	}

}
