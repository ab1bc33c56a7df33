package com.auraconnect.orders.web;

import java.util.ArrayList;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Makes each report of a {@link CrossFieldRules} part a violation at the field that it names. */
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
