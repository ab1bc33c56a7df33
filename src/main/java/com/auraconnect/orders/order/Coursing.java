package com.auraconnect.orders.order;

import jakarta.persistence.Embeddable;

/**
 * How the courses of an order go to the kitchen, and how far they have gone.
 *
 * @param courses as the location had it when the order was confirmed: manual or auto
 * @param firedCourse the newest course that went to the kitchen
 */
@Embeddable
record Coursing(Courses courses, int firedCourse) {

	/** Whether a course is fired when the one before is ready. */
	boolean isAutomatic() {
		return this.courses == Courses.AUTO;
	}

	Coursing fired(int course) {
		return new Coursing(this.courses, Math.max(this.firedCourse, course));
	}

}
