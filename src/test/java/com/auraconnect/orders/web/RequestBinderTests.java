package com.auraconnect.orders.web;

import java.util.List;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestBinderTests {

	private static final String LINE = "{\"menu_item_id\": 10, \"quantity\": 4, \"modifiers\": [{\"id\": 1}, {\"id\": 2}],"
			+ " \"special_instructions\": \"no onions\"}";

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ValidationAutoConfiguration.class))
		.withUserConfiguration(WireFormat.class, StrictJson.class, RequestValidator.class, RequestBinder.class);

	@Test
	void theLimitsAreThoseOfTheSettings() {
		run(new RequestLimits(1, 3, 1, 8),
				(binder, json) -> assertThatExceptionOfType(InvalidRequest.class)
					.isThrownBy(() -> binder.bind(json.readTree(LINE), OrderRequest.Item.class))
					.satisfies((ex) -> assertThat(ex.faults()).containsExactly(
							new Fault("modifiers", "must have at most 1 entries"),
							new Fault("quantity", "must be between 1 and 3"),
							new Fault("special_instructions", "must have at most 8 characters"))));
		run(new RequestLimits(1, 4, 2, 9), (binder,
				json) -> assertThat(binder.bind(json.readTree(LINE), OrderRequest.Item.class).quantity()).isEqualTo(4));
	}

	@Test
	void aPartThatIsNoObjectIsOneFault() {
		run(new RequestLimits(1, 1, 1, 1),
				(binder, json) -> assertThatExceptionOfType(InvalidRequest.class)
					.isThrownBy(() -> binder.bind(json.readTree("[5]").get(0), OrderRequest.class))
					.satisfies((ex) -> assertThat(ex.faults()).containsExactly(new Fault("", "must be an object"))));
	}

	@Test
	void aFailureOfOneReadingIsNoneOfTheNext() {
		run(new RequestLimits(1, 1, 1, 1), (binder, json) -> {
			assertThatExceptionOfType(InvalidRequest.class)
				.isThrownBy(() -> binder.read("{\"x\": 1}".getBytes(), CancelRequest.class));
			assertThat(binder.read("{\"reason\": \"timeout\"}".getBytes(), CancelRequest.class).notes()).isNull();
		});
	}

	@Test
	void theMapperOfEverybodyElseStaysStrict() {
		run(new RequestLimits(1, 1, 1, 1), (binder, json) -> {
			for (var answer : List.of("{\"x\": 1}", "{\"reason\": 5}", "{\"reason\": \"timeout\"} {}")) {
				assertThatExceptionOfType(JacksonException.class)
					.isThrownBy(() -> json.readValue(answer, CancelRequest.class));
			}
		});
	}

	private void run(RequestLimits limits, Use use) {
		this.context.withBean(RequestLimits.class, () -> limits)
			.run((started) -> use.of(started.getBean(RequestBinder.class), started.getBean(ObjectMapper.class)));
	}

	private interface Use {

		void of(RequestBinder binder, ObjectMapper json) throws JsonProcessingException;

	}

}
