package com.auraconnect.orders.http;

/** Size classes of request bodies; {@link WebSettings} has their limits in bytes. */
public enum BodySize {

	/** A body with at most one order. */
	SINGLE,

	/** A body with many orders. */
	BATCH

}
