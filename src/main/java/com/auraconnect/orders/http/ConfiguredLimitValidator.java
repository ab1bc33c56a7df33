package com.auraconnect.orders.http;

import java.util.Collection;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks values against the configured limits and words the violations. */
class ConfiguredLimitValidator implements ConstraintValidator<ConfiguredLimit, Object> {

	private final RequestLimits limits;

	private int min;

	private int max;

	ConfiguredLimitValidator(RequestLimits limits) {
		this.limits = limits;
	}

	@Override
	public void initialize(ConfiguredLimit limit) {
		this.min = limit.min();
		this.max = limit.value().in(this.limits);
	}

	@Override
	public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
		return switch (value) {
			case null -> true;
			case Integer number -> isWithin(number, "must be %s", context);
			case Collection<?> list -> isWithin(list.size(), "must have %s entries", context);
			case String text -> isWithin(text.codePointCount(0, text.length()), "must have %s characters", context);
			default -> throw new IllegalArgumentException("@ConfiguredLimit does not support " + value.getClass());
		};
	}

	private boolean isWithin(int size, String message, ConstraintValidatorContext context) {
		if (size >= this.min && size <= this.max) {
			return true;
		}
		context.disableDefaultConstraintViolation();
		context.buildConstraintViolationWithTemplate(message.formatted(range())).addConstraintViolation();
		return false;
	}

	private String range() {
		return (this.min > 0) ? "between " + this.min + " and " + this.max : "at most " + this.max;
	}

}
