package com.auraconnect.orders.openapi;

import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.RequestLimits;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * Translates Bean Validation constraints to JSON Schema.
 *
 * @param limits the configured limits
 */
record Constraints(RequestLimits limits) {

	/**
	 * Adds the constraints of a type to its schema.
	 * @param type the annotated type
	 */
	void describe(Schema<?> schema, AnnotatedElement type) {
		if (type.isAnnotationPresent(Positive.class)) {
			schema.minimum(BigDecimal.ONE);
		}
		if (type.isAnnotationPresent(NotBlank.class)) {
			schema.minLength(1);
		}
		if (type.getAnnotation(Min.class) instanceof Min min) {
			schema.minimum(BigDecimal.valueOf(min.value()));
		}
		if (type.getAnnotation(Max.class) instanceof Max max) {
			schema.maximum(BigDecimal.valueOf(max.value()));
		}
		if (type.getAnnotation(Size.class) instanceof Size size) {
			setRange(schema, size.min(), size.max());
		}
		if (type.getAnnotation(Pattern.class) instanceof Pattern pattern) {
			schema.pattern("^(?:" + pattern.regexp() + ")$");
		}
		if (type.getAnnotation(ConfiguredLimit.class) instanceof ConfiguredLimit limit) {
			setRange(schema, limit.min(), limit.value().in(this.limits));
		}
	}

	private static void setRange(Schema<?> schema, int least, int most) {
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
