package com.auraconnect.orders.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler whose answer may be large. It is called once there is room for the
 * answer, see {@link AnswerRoom}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface LargeAnswer {

	/** What the answer is, which bounds its size. */
	Kind value();

	/** Kinds of large answers, each with a setting of {@code orders.answers}. */
	enum Kind {

		PAGE, QUEUE, BATCH

	}

}
