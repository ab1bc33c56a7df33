package com.auraconnect.orders.testing;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApiContractTests {

	private static final String JSON = "application/json";

	private static final String PROBLEM = "application/problem+json";

	private final ApiContract contract = new ApiContract(new YAMLMapper().readTree(
			"""
					paths:
					  /cakes/fresh:
					    get: { responses: { '204': { description: There are } } }
					  /cakes/{id}:
					    get:
					      responses:
					        '200':
					          headers:
					            ETag: { $ref: '#/components/headers/ETag' }
					          content: { application/json: { schema: { $ref: '#/components/schemas/Cake' } } }
					        '404': { $ref: '#/components/responses/NOT_FOUND' }
					components:
					  headers:
					    ETag: { required: true }
					  responses:
					    NOT_FOUND:
					      content:
					        application/problem+json: { schema: { $ref: '#/components/schemas/Problem' }, examples: { NOT_FOUND: {} } }
					  schemas:
					    Cake:
					      type: object
					      required: [name, eaten_at]
					      properties:
					        name: { type: string }
					        eaten_at: { type: [string, 'null'], format: date-time }
					    Problem:
					      type: object
					      required: [code]
					      properties: { code: { type: string } }
					"""));

	ApiContractTests() throws IOException {
	}

	@Test
	void itTakesWhatIsDescribed() {
		check("/cakes/7?slice=2", answer(200, JSON, "{\"name\":\"Opera\",\"eaten_at\":null}"));
		check("/cakes/7",
				answer(200, JSON + ";charset=UTF-8", "{\"name\":\"Opera\",\"eaten_at\":\"2026-11-20T18:30:00Z\"}"));
		check("/cakes/7", answer(404, PROBLEM, "{\"code\":\"NOT_FOUND\"}"));
		check("/cakes/fresh", answer(204, JSON, ""));
	}

	@Test
	void itRefusesAStatusThatIsNotDescribed() {
		refuses("/cakes/7", answer(500, PROBLEM, "{\"code\":\"NOT_FOUND\"}"), "there is no such status");
	}

	@Test
	void itRefusesAContentTypeThatIsNotDescribed() {
		refuses("/cakes/7", answer(200, "text/html", "<p>"), "it is not text/html");
	}

	@Test
	void itRefusesAFieldThatIsNotDescribed() {
		refuses("/cakes/7", answer(200, JSON, "{\"name\":\"Opera\",\"eaten_at\":null,\"price\":1}"), "price");
	}

	@Test
	void itRefusesAFieldThatIsNotThereOrNotOfItsType() {
		refuses("/cakes/7", answer(200, JSON, "{\"name\":\"Opera\"}"), "eaten_at");
		refuses("/cakes/7", answer(200, JSON, "{\"name\":7,\"eaten_at\":null}"), "name");
		refuses("/cakes/7", answer(200, JSON, "{\"name\":\"Opera\",\"eaten_at\":\"at noon\"}"), "date-time");
	}

	@Test
	void itRefusesAnErrorCodeThatIsNotDescribed() {
		refuses("/cakes/7", answer(404, PROBLEM, "{\"code\":\"EATEN\"}"), "that code is not among those");
	}

	@Test
	void itRefusesAnAnswerWithoutAHeaderThatItMustHave() {
		var answer = new Answer(200, HttpHeaders.of(Map.of("Content-Type", List.of(JSON)), (_, _) -> true),
				"{\"name\":\"Opera\",\"eaten_at\":null}");

		refuses("/cakes/7", answer, "it has no ETag");
	}

	@Test
	void itRefusesABodyWhereThereMustBeNone() {
		refuses("/cakes/fresh", answer(204, JSON, "{}"), "it has a body");
	}

	@Test
	void anUndescribedOperationMayOnlyBeRefused() {
		check("/bread", answer(404, PROBLEM, "{\"code\":\"NOT_FOUND\"}"));
		refuses("/bread", answer(200, JSON, "{}"), "there is no such operation");
		refuses("/bread", answer(404, JSON, "{\"status\":404}"), "it is not application/problem+json");
	}

	private void check(String path, Answer answer) {
		assertThatCode(() -> this.contract.check("GET", path, answer)).doesNotThrowAnyException();
	}

	private void refuses(String path, Answer answer, String why) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.contract.check("GET", path, answer))
			.withMessageContaining(why);
	}

	private static Answer answer(int status, String type, String body) {
		return new Answer(status,
				HttpHeaders.of(Map.of("Content-Type", List.of(type), "ETag", List.of("\"1\"")), (_, _) -> true), body);
	}

}
