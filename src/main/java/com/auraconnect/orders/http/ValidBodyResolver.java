package com.auraconnect.orders.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link ValidBody} parameters. */
@Component
class ValidBodyResolver implements HandlerMethodArgumentResolver {

	private final WebSettings settings;

	private final RequestBinder binder;

	private final BodyCheck check;

	ValidBodyResolver(WebSettings settings, RequestBinder binder, BodyCheck check) {
		this.settings = settings;
		this.binder = binder;
		this.check = check;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(ValidBody.class);
	}

	/**
	 * Reads, converts and validates the body.
	 * @throws HttpMediaTypeNotSupportedException if its charset is not UTF-8
	 * @throws BodyTooLarge if it is larger than the parameter's annotation allows
	 * @throws MalformedBody if it is not JSON or incomplete
	 * @throws InvalidRequest if it has faults
	 */
	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binders)
			throws HttpMediaTypeNotSupportedException {
		var request = (HttpServletRequest) webRequest.getNativeRequest();
		var size = parameter.getParameterAnnotation(ValidBody.class).value();
		requireUtf8(request);
		return this.binder.read(bytes(request, this.settings.limit(size)), size, parameter.getParameterType(),
				(body) -> this.check.check(request, body));
	}

	private static void requireUtf8(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
		var type = MediaType.parseMediaType(request.getContentType());
		var charset = type.getCharset();
		if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
			throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
		}
	}

	/**
	 * Reads the body. A chunked body of unknown length is read up to the limit and one
	 * byte more.
	 */
	private static byte[] bytes(HttpServletRequest request, DataSize limit) {
		if (request.getContentLengthLong() > limit.toBytes()) {
			throw new BodyTooLarge(limit);
		}
		var body = read(request, Math.toIntExact(limit.toBytes()) + 1);
		if (body.length > limit.toBytes()) {
			throw new BodyTooLarge(limit);
		}
		return body;
	}

	private static byte[] read(HttpServletRequest request, int length) {
		try {
			return request.getInputStream().readNBytes(length);
		}
		catch (IOException ex) {
			throw new MalformedBody("The body has not arrived in full");
		}
	}

}
