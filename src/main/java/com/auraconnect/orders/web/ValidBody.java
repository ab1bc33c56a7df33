package com.auraconnect.orders.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The body of the request, as an object that has been found to be without fault. A
 * controller that asks for one is not called unless there is one; until then:
 * <ol>
 * <li>{@link ValidBodyResolver} takes the bytes, up to the limit;
 * <li>{@link StrictJson} makes JSON of them, or the request is malformed;
 * <li>{@link RequestBinder} makes an object of the JSON and notes every value that does
 * not fit;
 * <li>{@link RequestValidator} holds the object against its constraints, and throws all
 * the faults together.
 * </ol>
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidBody {

	/** How large it may be. */
	BodySize value() default BodySize.SINGLE;

}
