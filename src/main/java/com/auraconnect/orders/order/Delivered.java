package com.auraconnect.orders.order;

/** What has become of something that a partner was told. */
public enum Delivered {

	/** The partner has it. */
	ACCEPTED,

	/** The partner has read it and wants none of it; telling it again would not help. */
	REFUSED

}
