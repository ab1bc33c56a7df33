package com.auraconnect.orders.order;

/** Reports that an order has no such adjustment. */
public class AdjustmentNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	AdjustmentNotFound(long adjustmentId) {
		super("The order has no adjustment " + adjustmentId);
	}

}
