package com.auraconnect.orders.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler whose response may be large. {@link ResponseMemoryLimit} calls it once
 * there is memory for the response.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LargeAnswer {

	/** Kind of the response, which bounds its size. */
	Kind value();

	/** Kinds of large responses, each with a setting of {@code orders.answers}. */
	enum Kind {

		PAGE, QUEUE, BATCH

	}

}
