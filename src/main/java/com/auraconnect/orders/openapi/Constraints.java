package com.auraconnect.orders.openapi;

import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;

import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import com.auraconnect.orders.web.ConfiguredLimit;
import com.auraconnect.orders.web.RequestLimits;

/**
 * What Bean Validation lets through, in the words of JSON Schema.
 *
 * @param limits those that are configured
 */
record Constraints(RequestLimits limits) {

	/**
	 * @param type with its annotations
	 */
	void describe(Schema<?> schema, AnnotatedElement type) {
		if (type.isAnnotationPresent(Positive.class)) {
			schema.minimum(BigDecimal.ONE);
		}
		if (type.isAnnotationPresent(NotBlank.class)) {
			schema.minLength(1);
		}
		if (type.getAnnotation(Min.class) instanceof Min least) {
			schema.minimum(BigDecimal.valueOf(least.value()));
		}
		if (type.getAnnotation(Max.class) instanceof Max most) {
			schema.maximum(BigDecimal.valueOf(most.value()));
		}
		if (type.getAnnotation(Size.class) instanceof Size size) {
			between(schema, size.min(), size.max());
		}
		if (type.getAnnotation(ConfiguredLimit.class) instanceof ConfiguredLimit within) {
			between(schema, within.min(), within.value().in(this.limits));
		}
	}

	private static void between(Schema<?> schema, int least, int most) {
		Integer min = (least > 0) ? least : null;
		if (schema.getTypes().contains("array")) {
			schema.minItems(min).maxItems(most);
		}
		else if (schema.getTypes().contains("string")) {
			schema.minLength((min != null) ? min : schema.getMinLength()).maxLength(most);
		}
		else {
			schema.minimum(BigDecimal.valueOf(least)).maximum(BigDecimal.valueOf(most));
		}
	}

}
