package com.auraconnect.orders.platform.fastpath;

import java.io.IOException;
import java.util.Collection;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** Times requests with the name and the tags of Spring's observation. */
class RequestMetersTests {

	private static final String PATTERN = "/api/v1/orders/{id}";

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 204, 400, 404, 422, 500, 503 })
	void tagsAResponseLikeTheObservation(int status) throws Exception {
		FilterChain chain = (request, response) -> {
			request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, PATTERN);
			ServerHttpObservationFilter.findObservationContext((MockHttpServletRequest) request)
				.ifPresent((context) -> context.setPathPattern(PATTERN));
			((HttpServletResponse) response).setStatus(status);
		};
		assertThat(ours(chain)).hasSize(1).isEqualTo(original(chain));
	}

	private static Collection<Meter.Id> ours(FilterChain chain) throws ServletException, IOException {
		var meters = new SimpleMeterRegistry();
		filter(new RequestMeters(meters), chain);
		return timers(meters);
	}

	private static Collection<Meter.Id> original(FilterChain chain) throws ServletException, IOException {
		var meters = new SimpleMeterRegistry();
		var observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		filter(new ServerHttpObservationFilter(observations), chain);
		return timers(meters);
	}

	private static void filter(Filter filter, FilterChain chain) throws ServletException, IOException {
		filter.doFilter(new MockHttpServletRequest("GET", "/api/v1/orders/7"), new MockHttpServletResponse(), chain);
	}

	private static Collection<Meter.Id> timers(MeterRegistry meters) {
		return meters.getMeters().stream().filter(Timer.class::isInstance).map(Meter::getId).toList();
	}

}
