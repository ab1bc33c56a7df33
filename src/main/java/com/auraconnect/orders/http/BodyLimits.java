package com.auraconnect.orders.http;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Determines the size limit of a request body before the handler is looked up, from the
 * {@link ValidBody} annotations of all handlers.
 */
@Component
class BodyLimits {

	private final SingletonSupplier<Set<String>> batchPaths;

	BodyLimits(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> handlers) {
		this.batchPaths = SingletonSupplier.of(() -> batchPaths(handlers.getObject()));
	}

	/**
	 * Returns the limit of a single order for a path that is not written exactly as its
	 * handler's.
	 */
	BodySize of(HttpServletRequest request) {
		return this.batchPaths.obtain().contains(request.getRequestURI()) ? BodySize.BATCH : BodySize.SINGLE;
	}

	private static Set<String> batchPaths(RequestMappingHandlerMapping handlers) {
		return handlers.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((handler) -> isForBatches(handler.getValue()))
			.flatMap((handler) -> handler.getKey().getPatternValues().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	private static boolean isForBatches(HandlerMethod handler) {
		return Arrays.stream(handler.getMethodParameters())
			.map((MethodParameter parameter) -> parameter.getParameterAnnotation(ValidBody.class))
			.anyMatch((body) -> body != null && body.value() == BodySize.BATCH);
	}

}
