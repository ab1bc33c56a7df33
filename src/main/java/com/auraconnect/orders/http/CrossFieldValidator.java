package com.auraconnect.orders.http;

import java.util.ArrayList;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/**
 * Turns each report of {@link CrossFieldRules} into a violation at the reported field.
 */
class CrossFieldValidator implements ConstraintValidator<CrossField, CrossFieldRules> {

	@Override
	public boolean isValid(CrossFieldRules part, ConstraintValidatorContext context) {
		var faults = new ArrayList<Fault>();
		part.check((field, message) -> faults.add(new Fault(field, message)));
		context.disableDefaultConstraintViolation();
		faults.forEach((fault) -> context.buildConstraintViolationWithTemplate(fault.message())
			.addPropertyNode(fault.field())
			.addConstraintViolation());
		return faults.isEmpty();
	}

}
