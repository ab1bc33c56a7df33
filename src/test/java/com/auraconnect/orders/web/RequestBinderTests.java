package com.auraconnect.orders.web;

import java.util.List;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import com.auraconnect.orders.http.BodySize;
import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.Fault;
import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.MalformedBody;
import com.auraconnect.orders.http.RequestBinder;
import com.auraconnect.orders.http.RequestLimits;
import com.auraconnect.orders.http.RequestValidator;
import com.auraconnect.orders.http.StrictJson;
import com.auraconnect.orders.http.TestWebSettings;
import com.auraconnect.orders.http.WebSettings;
import com.auraconnect.orders.http.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestBinderTests {

	private static final String LINE = "{\"menu_item_id\": 10, \"quantity\": 4, \"modifiers\": [{\"id\": 1}, {\"id\": 2}],"
			+ " \"special_instructions\": \"no onions\"}";

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ValidationAutoConfiguration.class))
		.withUserConfiguration(WireFormat.class, StrictJson.class, RequestValidator.class, RequestBinder.class);

	@Test
	void theConfiguredLimitsApply() {
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
	void aPartThatIsNotAnObjectIsOneFault() {
		run(new RequestLimits(1, 1, 1, 1),
				(binder, json) -> assertThatExceptionOfType(InvalidRequest.class)
					.isThrownBy(() -> binder.bind(json.readTree("[5]").get(0), OrderRequest.class))
					.satisfies((ex) -> assertThat(ex.faults()).containsExactly(new Fault("", "must be an object"))));
	}

	@Test
	void faultsDoNotCarryOverToTheNextRequest() {
		run(new RequestLimits(1, 1, 1, 1), (binder, json) -> {
			assertThatExceptionOfType(InvalidRequest.class)
				.isThrownBy(() -> binder.read("{\"x\": 1}".getBytes(), BodySize.SINGLE, CancelRequest.class));
			assertThat(
					binder.read("{\"reason\": \"timeout\"}".getBytes(), BodySize.SINGLE, CancelRequest.class).notes())
				.isNull();
		});
	}

	@Test
	void theSharedMapperStaysStrict() {
		run(new RequestLimits(1, 1, 1, 1), (binder, json) -> {
			for (var answer : List.of("{\"x\": 1}", "{\"reason\": 5}", "{\"reason\": \"timeout\"} {}")) {
				assertThatExceptionOfType(JacksonException.class)
					.isThrownBy(() -> json.readValue(answer, CancelRequest.class));
			}
		});
	}

	@Test
	void aListIsReadUpToOneEntryBeyondItsLimit() {
		run(new RequestLimits(2, 1, 1, 1), (binder, json) -> assertThatExceptionOfType(InvalidRequest.class).isThrownBy(
				() -> binder.bind(json.readTree("{\"items\": [" + "{},".repeat(1000) + "{}]}"), AddItemsRequest.class))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(7)
				.contains(new Fault("items", "must have between 1 and 2 entries"))
				.extracting(Fault::field)
				.doesNotContain("items[3].quantity")));
	}

	/**
	 * A thousand modifiers and discounts in fifty lines, with one to three faults each.
	 */
	@Test
	void theSearchForFaultsStopsBeyondTheReportedNumber() {
		var line = "{\"modifiers\": [" + "{},".repeat(19) + "{}], \"discounts\": [" + "{},".repeat(19) + "{}]}";
		run(new RequestLimits(50, 99, 20, 500), (binder, json) -> {
			var body = json.readTree("{\"items\": [" + (line + ",").repeat(49) + line + "]}");
			assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> binder.bind(body, OrderRequest.class))
				.withMessage("The request has more than 100 faults, of which 100 are listed")
				.satisfies((ex) -> assertThat(ex.faults()).hasSize(100)
					.extracting(Fault::field)
					.noneMatch((field) -> field.startsWith("items[5]")));
		});
	}

	@Test
	void aBodyOfTooManyValuesIsMalformed() {
		run(new RequestLimits(50, 99, 20, 500), (binder, json) -> assertThatExceptionOfType(MalformedBody.class)
			.isThrownBy(() -> binder.read(("{\"items\": [" + "{},".repeat(87_000) + "{}]}").getBytes(), BodySize.SINGLE,
					OrderRequest.class))
			.withMessage(
					"The JSON is nested too deeply, has too many values, or a number or a name in it is too long"));
	}

	/** Without a limit, a list could be as long as its body allows. */
	@Test
	void everyListOfARequestIsBounded() {
		run(new RequestLimits(50, 99, 20, 500), (binder, json) -> {
			for (var type : List.of(OrderRequest.class, AddItemsRequest.class, ItemChangeRequest.class,
					BatchRequest.class, RetrieveRequest.class, OrderRequest.Item.class)) {
				for (var component : type.getRecordComponents()) {
					if (component.getType() == List.class) {
						var list = component.getAnnotatedType();
						assertThat(list.isAnnotationPresent(ConfiguredLimit.class)
								|| list.isAnnotationPresent(Size.class) && list.getAnnotation(Size.class).max() <= 100)
							.as(component.toString())
							.isTrue();
					}
				}
			}
		});
	}

	private void run(RequestLimits limits, Use use) {
		this.context.withBean(RequestLimits.class, () -> limits)
			.withBean(WebSettings.class,
					() -> TestWebSettings.withBodies(DataSize.ofKilobytes(256), DataSize.ofMegabytes(4)))
			.run((started) -> use.of(started.getBean(RequestBinder.class), started.getBean(ObjectMapper.class)));
	}

	private interface Use {

		void of(RequestBinder binder, ObjectMapper json) throws JsonProcessingException;

	}

}
