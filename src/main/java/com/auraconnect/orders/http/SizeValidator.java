package com.auraconnect.orders.http;

import java.util.Collection;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Counts characters as code points, as the database and JSON Schema do. Bean Validation's
 * own validator counts UTF-16 units.
 */
class SizeValidator implements ConstraintValidator<Size, Object> {

	private int min;

	private int max;

	@Override
	public void initialize(Size size) {
		this.min = size.min();
		this.max = size.max();
	}

	@Override
	public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
		return switch (value) {
			case null -> true;
			case CharSequence text -> isWithin(Character.codePointCount(text, 0, text.length()));
			case Collection<?> list -> isWithin(list.size());
			default -> throw new IllegalArgumentException("@Size does not support " + value.getClass());
		};
	}

	private boolean isWithin(int size) {
		return size >= this.min && size <= this.max;
	}

}
