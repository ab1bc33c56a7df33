package com.auraconnect.orders.http;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Finds the characters that {@link Text} forbids. */
class TextValidator implements ConstraintValidator<Text, CharSequence> {

	private boolean mayHaveLines;

	@Override
	public void initialize(Text text) {
		this.mayHaveLines = text.lines();
	}

	@Override
	public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
		if (text == null) {
			return true;
		}
		for (int i = 0; i < text.length(); i += Character.charCount(Character.codePointAt(text, i))) {
			var character = Character.codePointAt(text, i);
			if (Character.getType(character) == Character.SURROGATE
					|| (Character.isISOControl(character) && !isLayout(text, i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a control character is a tab or a line break. A carriage return counts only
	 * before a line feed; alone it makes a printer overprint the line.
	 */
	private boolean isLayout(CharSequence text, int index) {
		return this.mayHaveLines && switch (text.charAt(index)) {
			case '\t', '\n' -> true;
			case '\r' -> index + 1 < text.length() && text.charAt(index + 1) == '\n';
			default -> false;
		};
	}

}
