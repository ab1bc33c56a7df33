package com.auraconnect.orders.order;

/** Reports that the order has no line of that course. */
public class CourseNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CourseNotFound(long course) {
		super("The order has no course " + course);
	}

}
