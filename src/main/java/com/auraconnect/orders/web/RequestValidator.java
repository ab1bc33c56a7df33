package com.auraconnect.orders.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds all the faults of a request at once, and names them as the client does. */
@Component
class RequestValidator {

	private final Validator constraints;

	RequestValidator(Validator constraints) {
		this.constraints = constraints;
	}

	/**
	 * The request, if there is nothing wrong with it.
	 * @param unfit the values that could not be read and are null in the request; nothing
	 * more is said about those
	 * @throws InvalidRequest if there is
	 */
	<T> T valid(@Nullable T request, List<Fault> unfit) {
		var faults = new ArrayList<>(unfit);
		if (request != null) {
			var unread = unfit.stream().map(Fault::field).collect(Collectors.toSet());
			this.constraints.validate(request)
				.stream()
				.map(RequestValidator::fault)
				.filter((fault) -> !unread.contains(fault.field()))
				.forEach(faults::add);
		}
		if (request == null || !faults.isEmpty()) {
			faults.sort(Comparator.comparing(Fault::field).thenComparing(Fault::message));
			throw new InvalidRequest(faults);
		}
		return request;
	}

	private static Fault fault(ConstraintViolation<?> violation) {
		return new Fault(wirePath(violation.getPropertyPath()), violation.getMessage());
	}

	private static String wirePath(Path path) {
		return path.toString()
			.replace(".<list element>", "")
			.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
			.toLowerCase(Locale.ROOT);
	}

}
