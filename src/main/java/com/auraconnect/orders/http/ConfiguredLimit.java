package com.auraconnect.orders.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * Checks that a number, the length of a text or the size of a list is within a configured
 * limit. Null is valid.
 */
@Constraint(validatedBy = ConfiguredLimitValidator.class)
@Target({ ElementType.FIELD, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface ConfiguredLimit {

	/** The maximum. */
	Limit value();

	/** The minimum. */
	int min() default 0;

	String message() default "";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
