package com.auraconnect.orders.order;

/** How the courses of an order go to the kitchen. */
public enum Courses {

	/** All at once. */
	OFF,

	/** Each when it is fired. */
	MANUAL,

	/** Each when the course before is ready. */
	AUTO

}
