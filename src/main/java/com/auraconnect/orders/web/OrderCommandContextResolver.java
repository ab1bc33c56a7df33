package com.auraconnect.orders.web;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

import com.auraconnect.orders.http.IfMatch;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.idempotency.ResponseRecorderAttribute;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.security.CurrentCaller;

/**
 * Resolves the {@link OrderCommandContext} of a command: the path's {@code id}, the
 * caller, {@code If-Match} and the response recorder.
 */
@Component
class OrderCommandContextResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == OrderCommandContext.class;
	}

	@Override
	public OrderCommandContext resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		var caller = CurrentCaller.current()
			.orElseThrow(() -> new AccessDeniedException("The request has no authenticated caller"));
		var recorder = (ResponseRecorder) request.getAttribute(ResponseRecorderAttribute.ATTRIBUTE,
				NativeWebRequest.SCOPE_REQUEST);
		return new OrderCommandContext(caller, orderId(request), IfMatch.condition(ifMatch(request)),
				(recorder != null) ? recorder : ResponseRecorder.NONE);
	}

	private static List<String> ifMatch(NativeWebRequest request) {
		var lines = request.getHeaderValues(HttpHeaders.IF_MATCH);
		return (lines != null) ? List.of(lines) : List.of();
	}

	private static long orderId(NativeWebRequest request) {
		var path = (Map<?, ?>) request.getNativeRequest(HttpServletRequest.class)
			.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return PathId.parse(String.valueOf(path.get("id")));
	}

}
