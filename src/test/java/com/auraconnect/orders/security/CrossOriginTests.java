package com.auraconnect.orders.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.CorsFilter;

import static org.assertj.core.api.Assertions.assertThat;

/** Allows pages of configured origins to call the API. */
class CrossOriginTests {

	private static final String OURS = "https://app.example";

	@Test
	void aPageOfAConfiguredOriginMayCall() throws Exception {
		var answer = preflight(OURS, "/api/v1/orders", OURS);

		assertThat(answer.getStatus()).isEqualTo(200);
		assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(OURS);
		assertThat(answer.getHeader("Access-Control-Allow-Credentials")).isNull();
		assertThat(answer.getHeader("Access-Control-Allow-Methods")).contains("POST");
	}

	@Test
	void aPageOfAnotherOriginMayNotCall() throws Exception {
		for (var origin : List.of("https://evil.example", "http://app.example", "https://app.example.evil", "null")) {
			var answer = preflight(origin, "/api/v1/orders", OURS);

			assertThat(answer.getStatus()).isEqualTo(403);
			assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();
		}
	}

	@Test
	void byDefaultNoPageMayCall() throws Exception {
		assertThat(preflight(OURS, "/api/v1/orders").getHeader("Access-Control-Allow-Origin")).isNull();
	}

	@Test
	void pagesMayCallOnlyTheApi() throws Exception {
		assertThat(preflight(OURS, "/actuator/prometheus", OURS).getHeader("Access-Control-Allow-Origin")).isNull();
	}

	private static MockHttpServletResponse preflight(String origin, String path, String... allowed)
			throws ServletException, IOException {
		var request = new MockHttpServletRequest("OPTIONS", path);
		request.addHeader("Origin", origin);
		request.addHeader("Access-Control-Request-Method", "POST");
		request.addHeader("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
		var response = new MockHttpServletResponse();
		var filter = new CorsFilter(new CrossOrigin(new SecuritySettings(List.of(), List.of(allowed))));
		filter.doFilter(request, response, new MockFilterChain());
		return response;
	}

}
