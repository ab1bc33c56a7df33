package com.auraconnect.orders.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects the request body as a valid object. The handler is not called for an invalid
 * body. The steps are:
 * <ol>
 * <li>{@link ValidBodyResolver} reads the bytes, up to the limit;
 * <li>{@link StrictJson} parses them, or the request is malformed;
 * <li>{@link BodyCheck} refuses fields that the caller may not send;
 * <li>{@link RequestBinder} converts the JSON to an object and collects values of the
 * wrong type;
 * <li>{@link RequestValidator} checks the constraints and throws all faults together.
 * </ol>
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidBody {

	/** Size class of the body. */
	BodySize value() default BodySize.SINGLE;

}
