package com.auraconnect.orders.order;

/** Reports that another transaction changed the same order or item first. */
public class ConcurrentChange extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ConcurrentChange() {
		super("Another request changed the item at the same moment; read the order and try again");
	}

}
