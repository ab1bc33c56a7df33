package com.auraconnect.orders.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * Text that can be stored, shown and printed: no control characters, which a ticket
 * printer takes for commands, and no halves of characters. Null is valid.
 */
@Constraint(validatedBy = TextValidator.class)
@Target({ ElementType.FIELD, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@interface Text {

	/** Whether it may have tabs and line breaks. */
	boolean lines() default false;

	String message() default "must not contain control or broken characters";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
