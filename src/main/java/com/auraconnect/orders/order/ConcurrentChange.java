package com.auraconnect.orders.order;

/** Somebody else has changed the same thing while this change was on its way. */
public class ConcurrentChange extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ConcurrentChange() {
		super("The item was changed by somebody else at the same moment");
	}

}
