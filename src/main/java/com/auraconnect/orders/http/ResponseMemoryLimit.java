package com.auraconnect.orders.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import com.auraconnect.orders.order.read.AnswerSettings;

/**
 * Bounds the memory of large responses that are under way on this replica. A handler with
 * {@link LargeAnswer} starts when permits for the largest response of its kind are free.
 * It returns unneeded permits before the response is written, and the others when the
 * client has read it. A small response needs none: the limit on concurrent requests
 * bounds their number.
 */
@ControllerAdvice
class ResponseMemoryLimit implements HandlerInterceptor, ResponseBodyAdvice<Object> {

	private static final String SHARE = ResponseMemoryLimit.class.getName() + ".SHARE";

	private static final int KILOBYTE = 1024;

	private final AnswerSettings settings;

	private final Semaphore room;

	ResponseMemoryLimit(AnswerSettings settings) {
		this.settings = settings;
		this.room = new Semaphore(kilobytes(settings.together().toBytes()), true);
	}

	/**
	 * @throws NoRoomForAnswer if the permits are not free within the configured wait
	 */
	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws InterruptedException {
		var answer = (handler instanceof HandlerMethod method) ? method.getMethodAnnotation(LargeAnswer.class) : null;
		if (answer != null) {
			request.setAttribute(SHARE, new Share(largest(answer.value())));
		}
		return true;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
		return returnType.hasMethodAnnotation(LargeAnswer.class) && returnType.getParameterType() == byte[].class;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType type,
			Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (body instanceof byte[] bytes && request instanceof ServletServerHttpRequest servlet
				&& servlet.getServletRequest().getAttribute(SHARE) instanceof Share share) {
			share.shrinkTo((bytes.length <= this.settings.small().toBytes()) ? 0 : kilobytes(bytes.length));
		}
		return body;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		if (request.getAttribute(SHARE) instanceof Share share) {
			share.shrinkTo(0);
		}
	}

	private int largest(LargeAnswer.Kind kind) {
		DataSize size = switch (kind) {
			case PAGE -> this.settings.page();
			case QUEUE -> this.settings.queue();
			case BATCH -> this.settings.batch();
		};
		return kilobytes(Math.min(size.toBytes(), this.settings.together().toBytes()));
	}

	private static int kilobytes(long bytes) {
		return Math.toIntExact((bytes + KILOBYTE - 1) / KILOBYTE);
	}

	/** Permits of one response, one per kilobyte. Confined to one thread. */
	private final class Share {

		private int kilobytes;

		Share(int kilobytes) throws InterruptedException {
			var wait = ResponseMemoryLimit.this.settings.patience();
			if (!ResponseMemoryLimit.this.room.tryAcquire(kilobytes, wait.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new NoRoomForAnswer();
			}
			this.kilobytes = kilobytes;
		}

		/** Releases all permits but the needed ones. */
		void shrinkTo(int needed) {
			int unneeded = Math.max(0, this.kilobytes - needed);
			ResponseMemoryLimit.this.room.release(unneeded);
			this.kilobytes -= unneeded;
		}

	}

}
