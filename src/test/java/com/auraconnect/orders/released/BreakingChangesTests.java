package com.auraconnect.orders.released;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class BreakingChangesTests {

	private static final String API = """
			paths:
			  /orders:
			    post:
			      parameters:
			      - {$ref: '#/components/parameters/Key'}
			      - {name: page, in: query, schema: {type: integer, maximum: 100}}
			      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Request'}}}}
			      responses:
			        '201':
			          headers: {ETag: {}}
			          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
			        '409': {content: {application/problem+json: {schema: {type: object}}}}
			components:
			  parameters:
			    Key: {name: Idempotency-Key, in: header, schema: {type: string}}
			  schemas:
			    Request:
			      type: object
			      required: [kind]
			      properties:
			        kind: {enum: [cash, card]}
			        note: {type: [string, 'null'], maxLength: 500}
			        parts: {oneOf: [{type: integer}, {type: array, items: {type: integer}}]}
			    Order:
			      type: object
			      required: [id, status]
			      properties:
			        id: {type: integer}
			        status: {enum: [pending, ready]}
			        due: {anyOf: [{$ref: '#/components/schemas/Time'}, {type: 'null'}]}
			        total: {type: string}
			        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
			    Line:
			      allOf:
			      - {$ref: '#/components/schemas/Named'}
			      - {properties: {parent: {$ref: '#/components/schemas/Line'}}}
			    Named: {type: object, properties: {name: {type: string}}}
			    Time: {type: string, format: date-time}
			""";

	private static final String EVENTS = """
			channels:
			  tenant:
			    address: 'orders:{tenant_id}'
			    messages: {created: {$ref: '#/components/messages/created'}}
			components:
			  messages:
			    created: {payload: {type: object, required: [id], properties: {id: {type: integer}}}}
			""";

	private static Stream<Arguments> breaking() {
		return Stream.of(arguments("  /orders:\n", "  /bills:\n", "POST /orders is removed"),
				arguments("post:", "put:", "POST /orders is removed"),
				arguments("in: query,", "in: query, required: true,", "POST /orders parameter page is required now"),
				arguments("name: page", "name: side", "POST /orders parameter page is removed"),
				arguments("maximum: 100", "maximum: 50", "POST /orders parameter page maximum is 50 now"),
				arguments("requestBody: {", "requestBody: {required: true, ", "POST /orders request is required now"),
				arguments("[kind]", "[kind, note]", "POST /orders request.note is required now"),
				arguments("[cash, card]", "[cash]",
						"POST /orders request.kind has fewer values: [\"cash\"], were [\"cash\", \"card\"]"),
				arguments("type: [string, 'null'], max", "type: string, max",
						"POST /orders request.note must be of type [string], was [string, null]"),
				arguments("maxLength: 500", "maxLength: 100", "POST /orders request.note maxLength is 100 now"),
				arguments("maxLength: 500", "pattern: x", "POST /orders request.note pattern is \"x\" now"),
				arguments("note:", "notes:", "POST /orders request.note is removed"),
				arguments("{type: integer}, {type: array", "{type: string}, {type: array",
						"POST /orders request.parts has a variant less"),
				arguments("'201':", "'200':", "POST /orders 201 is removed"),
				arguments("headers: {ETag: {}}", "headers: {}", "POST /orders 201 header ETag is removed"),
				arguments("[id, status]", "[status]", "POST /orders 201.id may be missing"),
				arguments("id: {type: integer}", "id: {type: string}",
						"POST /orders 201.id may be of type [string], was [integer]"),
				arguments("[pending, ready]", "[pending, ready, lost]",
						"POST /orders 201.status has new values: [\"pending\", \"ready\", \"lost\"], were [\"pending\", \"ready\"]"),
				arguments("total: {type: string}", "total: {type: [string, 'null']}",
						"POST /orders 201.total may be of type [string, null], was [string]"),
				arguments("format: date-time", "format: date", "POST /orders 201.due has another format"),
				arguments("{name: {type: string}}", "{title: {type: string}}",
						"POST /orders 201.lines[].name is removed"));
	}

	@ParameterizedTest
	@MethodSource("breaking")
	void aChangeThatBreaksClientsIsFound(String part, String changed, String found) throws IOException {
		assertThat(API).contains(part);
		assertThat(BreakingChanges.ofApi(yaml(API), yaml(API.replace(part, changed)))).contains(found);
	}

	private static Stream<Arguments> harmless() {
		return Stream.of(arguments("  /orders:\n", "  /bills: {get: {}}\n  /orders:\n"),
				arguments("maximum: 100", "maximum: 200"), arguments("[kind]", "[]"),
				arguments("[cash, card]", "[cash, card, voucher]"),
				arguments("note: {", "code: {type: integer}\n        note: {"), arguments("'409':", "'422':"),
				arguments("[id, status]", "[id, status, due]"), arguments("[pending, ready]", "[pending]"),
				arguments("total: {type: string}", "total: {type: string}\n        tip: {type: string}"),
				arguments("headers: {ETag: {}}", "headers: {ETag: {}, Location: {}}"));
	}

	@ParameterizedTest
	@MethodSource("harmless")
	void aChangeThatClientsDoNotNoticeIsNone(String part, String changed) throws IOException {
		assertThat(API).contains(part);
		assertThat(BreakingChanges.ofApi(yaml(API), yaml(API.replace(part, changed)))).isEmpty();
	}

	private static Stream<Arguments> breakingForSubscribers() {
		return Stream.of(arguments("'orders:{", "'bills:{", "channel tenant has another address, or none"),
				arguments("{created: {$", "{changed: {$", "channel tenant, created is removed"),
				arguments("[id]", "[]", "channel tenant, created.id may be missing"), arguments("type: integer",
						"type: string", "channel tenant, created.id may be of type [string], was [integer]"));
	}

	@ParameterizedTest
	@MethodSource("breakingForSubscribers")
	void eventsAreComparedAsAnswers(String part, String changed, String found) throws IOException {
		assertThat(EVENTS).contains(part);
		assertThat(BreakingChanges.ofEvents(yaml(EVENTS), yaml(EVENTS.replace(part, changed)))).containsExactly(found);
		assertThat(BreakingChanges.ofEvents(yaml(EVENTS), yaml(EVENTS))).isEmpty();
	}

	@Test
	void theDocumentsOfThisVersionAreReadToTheirEnds() throws IOException {
		var api = yaml(text("openapi.yaml"));
		var events = yaml(text("asyncapi.yaml"));
		assertThat(BreakingChanges.ofApi(api, api)).isEmpty();
		assertThat(BreakingChanges.ofEvents(events, events)).isEmpty();

		var changedApi = yaml(text("openapi.yaml").replace("        tracking_code:\n", "        tracking_number:\n"));
		assertThat(BreakingChanges.ofApi(api, changedApi)).singleElement(InstanceOfAssertFactories.STRING)
			.endsWith(".tracking_code is removed");
		var changedEvents = yaml(text("asyncapi.yaml").replace(" order_version: {", " version: {"));
		assertThat(BreakingChanges.ofEvents(events, changedEvents))
			.contains("channel tenant, created.order_version is removed");
	}

	private static String text(String name) throws IOException {
		return Files.readString(Path.of("docs", name));
	}

	private static JsonNode yaml(String text) throws IOException {
		return new YAMLMapper().readTree(text);
	}

}
