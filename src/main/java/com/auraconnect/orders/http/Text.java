package com.auraconnect.orders.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * Checks that text can be stored, displayed and printed. It has no control characters,
 * which a ticket printer takes for commands, and no unpaired surrogates. Null is valid.
 */
@Constraint(validatedBy = TextValidator.class)
@Target({ ElementType.FIELD, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

	/** Whether tabs and line breaks are allowed. */
	boolean lines() default false;

	String message() default "must not contain control or unpaired surrogate characters";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
