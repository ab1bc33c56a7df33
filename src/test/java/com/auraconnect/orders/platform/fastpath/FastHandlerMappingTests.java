package com.auraconnect.orders.platform.fastpath;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Selects the handlers that Spring MVC's mapping selects. */
class FastHandlerMappingTests {

	private final RequestMappingHandlerMapping ours = initialized(
			new FastHandlerMapping().getRequestMappingHandlerMapping());

	private final RequestMappingHandlerMapping original = initialized(new RequestMappingHandlerMapping());

	@ParameterizedTest
	@CsvSource({ "GET, /orders,,", "HEAD, /orders,,", "OPTIONS, /orders,,", "POST, /orders, application/json,",
			"POST, /orders, text/plain,", "POST, /orders,,", "PUT, /orders,,", "BREW, /orders,,", "GET, /orders/7,,",
			"GET, /orders/search,,", "GET, /orders/7, , text/csv", "GET, /orders/7, , image/png", "DELETE, /orders/7,,",
			"DELETE, /orders/7/items/8,,", "PATCH, /orders/7, application/merge-patch+json,",
			"PATCH, /orders/7, application/json,", "GET, /none,,", "GET, /orders/,,", "PUT, /any,,",
			"GET, /orders?deep=1,," })
	void selectsTheHandlerOfTheOriginal(String method, String target, String contentType, String accept) {
		assertThat(outcome(this.ours, method, target, contentType, accept))
			.isEqualTo(outcome(this.original, method, target, contentType, accept));
	}

	@Test
	void theComparisonSeesHandlersAndRefusals() {
		assertThat(outcome(this.ours, "GET", "/orders/search", null, null)).isEqualTo("search");
		assertThat(outcome(this.ours, "PUT", "/orders", null, null))
			.startsWith("HttpRequestMethodNotSupportedException");
	}

	private static String outcome(RequestMappingHandlerMapping mapping, String method, String target,
			String contentType, String accept) {
		var parts = target.split("\\?");
		var request = new MockHttpServletRequest(method, parts[0]);
		Arrays.stream(parts).skip(1).forEach((parameter) -> request.addParameter(parameter.split("=")[0], "1"));
		if (contentType != null) {
			request.setContentType(contentType);
		}
		if (accept != null) {
			request.addHeader("Accept", accept);
		}
		ServletRequestPathUtils.parseAndCache(request);
		try {
			var chain = mapping.getHandler(request);
			return (chain == null) ? "none"
					: (chain.getHandler() instanceof HandlerMethod handler) ? handler.getMethod().getName() : "other";
		}
		catch (HttpRequestMethodNotSupportedException ex) {
			return ex.getClass().getSimpleName() + ex.getSupportedHttpMethods();
		}
		catch (Exception ex) {
			return ex.getClass().getSimpleName() + ex.getMessage();
		}
	}

	private static RequestMappingHandlerMapping initialized(RequestMappingHandlerMapping mapping) {
		var context = new StaticWebApplicationContext();
		context.setServletContext(new MockServletContext());
		context.registerSingleton("orders", Orders.class);
		context.refresh();
		mapping.setApplicationContext(context);
		mapping.afterPropertiesSet();
		return mapping;
	}

	@Controller
	static class Orders {

		@GetMapping("/orders")
		void list() {
		}

		@GetMapping(path = "/orders", params = "deep")
		void deep() {
		}

		@PostMapping(path = "/orders", consumes = "application/json")
		void create() {
		}

		@GetMapping("/orders/{id}")
		void get() {
		}

		@GetMapping(path = "/orders/{id}", produces = "text/csv")
		void csv() {
		}

		@GetMapping("/orders/search")
		void search() {
		}

		@DeleteMapping({ "/orders/{id}", "/orders/{id}/items/{item}" })
		void delete() {
		}

		@RequestMapping("/any")
		List<String> any() {
			return List.of();
		}

	}

}
