package com.auraconnect.orders.order;

/** State in which an order arrives that a terminal took while it was offline. */
public enum OfflineState {

	/** Taken; the kitchen has still to make it. */
	OPEN,

	/** Cooked and handed over already. */
	COMPLETED

}
