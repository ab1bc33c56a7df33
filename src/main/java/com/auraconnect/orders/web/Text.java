package com.auraconnect.orders.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;

/** Text that can be stored and shown: no zero characters and no halves of characters. */
@Constraint(validatedBy = {})
@Pattern(regexp = "(?s)[^\\x00\\p{Cs}]*")
@ReportAsSingleViolation
@Target({ ElementType.FIELD, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@interface Text {

	String message() default "must not contain zero or broken characters";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
