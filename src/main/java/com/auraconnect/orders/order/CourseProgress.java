package com.auraconnect.orders.order;

import jakarta.persistence.Embeddable;

/**
 * How the courses of an order go to the kitchen, and how far they have gone.
 *
 * @param courses as the location had it when the order was confirmed: manual or auto
 * @param firedCourse the newest course that went to the kitchen
 */
@Embeddable
record CourseProgress(Courses courses, int firedCourse) {

	/** Whether a course is fired when the one before is ready. */
	boolean isAutomatic() {
		return this.courses == Courses.AUTO;
	}

	CourseProgress fired(int course) {
		return new CourseProgress(this.courses, Math.max(this.firedCourse, course));
	}

}
