package com.auraconnect.orders.openapi;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import com.auraconnect.orders.http.ValidBody;

/**
 * Handlers of the service by operation: method and path as clients know them, such as
 * {@code DELETE /api/v1/orders/{id}/items/{item_id}}.
 */
class Handlers {

	private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

	private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

	private final Map<String, HandlerMethod> byOperation = new HashMap<>();

	Handlers(RequestMappingHandlerMapping handlers) {
		handlers.getHandlerMethods()
			.forEach((mapping, handler) -> mapping.getMethodsCondition()
				.getMethods()
				.forEach((method) -> mapping.getPatternValues()
					.forEach((path) -> this.byOperation.put(method + " " + wireForm(path), handler))));
	}

	/** Returns the operations of the API, as method and path. */
	Set<String> operations() {
		return this.byOperation.keySet()
			.stream()
			.filter((operation) -> pathOf(operation).startsWith("/api/") || pathOf(operation).equals("/health"))
			.collect(Collectors.toSet());
	}

	static String pathOf(String operation) {
		return operation.split(" ")[1];
	}

	/** Returns the path with its variables in snake_case, as in all names of the API. */
	static String wireForm(String path) {
		return VARIABLE.matcher(path).replaceAll((variable) -> SNAKE_CASE.translate(variable.group()));
	}

	/** Returns the type of the request body, empty without one. */
	Optional<Class<?>> bodyOf(String operation) {
		return Arrays.stream(this.byOperation.get(operation).getMethod().getParameters())
			.filter((parameter) -> parameter.isAnnotationPresent(ValidBody.class))
			.findFirst()
			.map(Parameter::getType);
	}

	/** Returns the declared type of the response body. */
	Class<?> answerOf(String operation) {
		return this.byOperation.get(operation).getMethod().getReturnType();
	}

}
