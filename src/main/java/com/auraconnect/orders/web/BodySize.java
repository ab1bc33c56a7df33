package com.auraconnect.orders.web;

/** The sizes that a body can be allowed; {@link WebSettings} knows their bytes. */
public enum BodySize {

	/** One order or less. */
	SINGLE,

	/** Many orders at once. */
	BATCH

}
