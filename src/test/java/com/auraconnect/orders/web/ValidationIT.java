package com.auraconnect.orders.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.MenuItem;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Faults of orders, in their exact words. */
@ServiceTest
class ValidationIT {

	private static final String MONEY = " must be an amount of money in a string such as \"33.98\"";

	private static final String DECIMAL = " must be a decimal number in a string such as \"20.00\"";

	private static final String TIME = " must be a time with a zone such as \"2026-11-20T18:30:00Z\"";

	private static final String TEXT = " must not contain control or unpaired surrogate characters";

	private static final String TYPES = " must be one of dine_in, takeout, delivery, drive_thru, online";

	private final ServiceClient client;

	private final Sandbox sandbox;

	ValidationIT(ServiceClient client, Sandbox sandbox) {
		this.sandbox = sandbox;
		this.client = client.admin(1);
	}

	static Stream<Arguments> faults() {
		return Stream.of(
				arguments("{}",
						List.of("items must not be null", "location_id must not be null",
								"order_type must not be null")),

				// the order
				order("'location_id': '1'", "location_id must be a whole number"),
				order("'location_id': 0", "location_id must be greater than 0"),
				order("'location_id': 1.0", "location_id must be a whole number"),
				order("'location_id': 1e400", "location_id must be a whole number"),
				order("'location_id': true", "location_id must be a whole number"),
				order("'location_id': ''", "location_id must be a whole number"),
				order("'location_id': [1]", "location_id must be a whole number"),
				order("'location_id': {'id': 1}", "location_id must be a whole number"),
				order("'location_id': 99999999999999999999", "location_id is out of range"),
				order("'location_id': null", "location_id must not be null"),
				order("'guest_count': 99999999999", "guest_count is out of range"),
				order("'guest_count': 0", "guest_count must be greater than or equal to 1"),
				order("'order_type': 'eat_in'", "order_type" + TYPES), order("'order_type': ''", "order_type" + TYPES),
				order("'order_type': 'DINE_IN'", "order_type" + TYPES), order("'order_type': 0", "order_type" + TYPES),
				order("'order_type': ['dine_in']", "order_type" + TYPES),
				order("'order_type': {}", "order_type" + TYPES),
				order("'table_number': 5", "table_number must be text"),
				order("'table_number': false", "table_number must be text"),
				order("'table_number': ['5']", "table_number must be text"),
				order("'table_number': {'no': 5}", "table_number must be text"),
				order("'notes': '\\u0000'", "notes" + TEXT), order("'notes': '\\ud800'", "notes" + TEXT),
				order("'notes': 'a\\u001b@'", "notes" + TEXT), order("'notes': 'no nuts\\rnuts'", "notes" + TEXT),
				order("'notes': '\\u007f'", "notes" + TEXT), order("'notes': '\\u009b1m'", "notes" + TEXT),
				order("'table_number': '5\\u001dV0'", "table_number" + TEXT),
				order("'table_number': 'a\\nb'", "table_number" + TEXT),
				order("'external_id': '\\u001b'", "external_id" + TEXT),
				order("'table_number': '" + "\uD83C\uDF54".repeat(51) + "'",
						"table_number size must be between 0 and 50"),
				order("'external_id': ''", "external_id size must be between 1 and 255"),
				order("'notes': '" + "x".repeat(501) + "'", "notes must have at most 500 characters"),
				order("'scheduled_for': '2026-11-20T18:30:00'", "scheduled_for" + TIME),
				order("'scheduled_for': '2026-11-20'", "scheduled_for" + TIME),
				order("'scheduled_for': '2026-02-30T18:30:00Z'", "scheduled_for" + TIME),
				order("'scheduled_for': '+12026-02-20T18:30:00Z'", "scheduled_for" + TIME),
				order("'scheduled_for': 1790000000", "scheduled_for" + TIME),
				order("'scheduled_for': ''", "scheduled_for" + TIME),
				order("'quantiy': 1, 'Notes': null", "Notes is not a known field", "quantiy is not a known field"),
				order("'locationId': 1", "locationId is not a known field"),
				order("'a b\\n\\ud800': 1", "a b?? is not a known field"),
				order("'" + "x".repeat(61) + "': {'deep': []}", "x".repeat(60) + "... is not a known field"),

				// its parts
				order("'items': []", "items must have between 1 and 50 entries"),
				order("'items': 'burger'", "items must be a list"), order("'items': {}", "items must be a list"),
				order("'items': [null, 7, [], 'x', '']", "items[0] must not be null", "items[1] must be an object",
						"items[2] must be an object", "items[3] must be an object", "items[4] must be an object"),
				order("'items': [" + "{'menu_item_id': 10, 'quantity': 1},".repeat(50)
						+ "{'menu_item_id': 10, 'quantity': 1}]", "items must have between 1 and 50 entries"),
				item("'quantity': 0", "items[1].quantity must be between 1 and 99"),
				item("'quantity': 100", "items[1].quantity must be between 1 and 99"),
				item("'quantity': null", "items[1].quantity must not be null"),
				item("'quantity': '2'", "items[1].quantity must be a whole number"),
				item("'quantiy': 2", "items[1].quantiy is not a known field"),
				item("'special_instructions': 1", "items[1].special_instructions must be text"),
				item("'modifiers': [{'id': 101}, {'id': 102}, {'id': 'x', 'quantity': 1.5}]",
						"items[1].modifiers[2].id must be a whole number",
						"items[1].modifiers[2].quantity must be a whole number"),
				item("'modifiers': [{'id': 101, 'nme': {'a': [1]}, 'quantity': 100}, null]",
						"items[1].modifiers[0].nme is not a known field",
						"items[1].modifiers[0].quantity must be between 1 and 99",
						"items[1].modifiers[1] must not be null"),
				item("'modifiers': [" + modifiers(21) + "]", "items[1].modifiers must have at most 20 entries"),
				item("'modifiers': [{'id': 101}, {'id': 102}, {'id': 101, 'quantity': 2}]",
						"items[1].modifiers[2].id is already on the line; set its quantity instead"),
				item("'discounts': [{'name': 'A', 'type': 'percentage', 'value': '100.01'}]",
						"items[1].discounts[0].value must be between 0 and 100, with at most 4 decimals"),
				order("'discounts': [{'name': 'A', 'type': 'half', 'value': 20}, null, {'name': ' '}]",
						"discounts[0].type must be one of percentage, fixed", "discounts[0].value" + DECIMAL,
						"discounts[1] must not be null", "discounts[2].name must not be blank",
						"discounts[2].type must not be null", "discounts[2].value must not be null"),
				order("'discounts': [{'name': 'A', 'type': 'fixed', 'value': '1e3'}]", "discounts[0].value" + DECIMAL),
				order("'discounts': [{'name': 'A', 'type': 'fixed', 'value': '-1.00'}]",
						"discounts[0].value must be an amount of 0 or more, with no more decimals than the currency has"),
				order("'service_charges': [{'name': 'A', 'type': 'fixed', 'value': '1.00', 'taxable': 1}]",
						"service_charges[0].taxable must be true or false"),
				order("'service_charges': [{'name': 'A', 'type': 'fixed', 'value': '-1.00', 'taxable': 'true'}]",
						"service_charges[0].taxable must be true or false",
						"service_charges[0].value must be an amount of 0 or more, with no more decimals than the currency has"),
				order("'payment': 'card'", "payment must be an object"),
				order("'payment': []", "payment must be an object"),
				order("'payment': ''", "payment must be an object"),
				order("'payment': {'method': 'card'}", "payment.token is needed for a card"),
				order("'payment': {'method': 'card', 'token': 5}", "payment.token must be text"),
				order("'payment': {'method': 'cash', 'tip_amount': 5}", "payment.tip_amount" + MONEY),
				order("'payment': {'method': 'cash', 'tip_amount': '5.00001'}", "payment.tip_amount" + MONEY),
				order("'payment': {'method': 'cash', 'tip_amount': '99999999.99'}",
						"items come to more than 99999999.99"),
				order("'service_charges': [{'name': 'A', 'type': 'fixed', 'value': '999999999999999'}]",
						"items come to more than 99999999.99"),
				order("'discounts': [{'name': 'A', 'type': 'fixed', 'value': '1.001'}]",
						"discounts[0].value must have at most 2 decimals, as the currency has"),
				order("'payment': {'method': 'cash', 'tip_amount': '" + "0".repeat(64) + "5.00'}",
						"payment.tip_amount" + MONEY),
				order("'payment': {'method': 'cash', 'tip_amount': '99999999999999999999.00'}",
						"payment.tip_amount" + MONEY),
				order("'payment': {'method': 'cash', 'tip_amount': '-5.00', 'token': 'tok_ok'}",
						"payment.tip_amount must be between 0 and 9999999999", "payment.token is for cards only"));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void everyFaultNamesItsField(String body, List<String> faults) {
		var answer = this.client.post("/api/v1/orders", body);

		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.text("/code")).isEqualTo("VALIDATION_ERROR");
		assertThat(faultsOf(answer)).containsExactlyElementsOf(faults);
	}

	@Test
	void faultsOfAllKindsAreFoundAtOnce() {
		var answer = this.client.post("/api/v1/orders",
				json("""
						{'location_id': 99999999999999999999, 'order_type': 'eat_in', 'guest_count': 0, 'notes': 5,
						 'table_number': '\\u0000', 'scheduled_for': '2026-11-20T18:30:00', 'quantiy': [{'a': 1}],
						 'items': [null,
						           {'menu_item_id': -1, 'quantity': 1e400, 'modifiers': [{'id': 101}, 'cheese', {'quantity': 0}]},
						           {'quantity': 100, 'special_instructions': '%s',
						            'discounts': [{'name': 'A', 'type': 'percentage', 'value': '101'}]}],
						 'service_charges': {}, 'payment': {'method': 'card', 'tip_amount': 5.00}}
						"""
					.formatted("x".repeat(501))));

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/detail")).isEqualTo("The request has 20 faults");
		assertThat(faultsOf(answer)).containsExactly("guest_count must be greater than or equal to 1",
				"items[0] must not be null", "items[1].menu_item_id must be greater than 0",
				"items[1].modifiers[1] must be an object", "items[1].modifiers[2].id must not be null",
				"items[1].modifiers[2].quantity must be between 1 and 99", "items[1].quantity must be a whole number",
				"items[2].discounts[0].value must be between 0 and 100, with at most 4 decimals",
				"items[2].menu_item_id must not be null", "items[2].quantity must be between 1 and 99",
				"items[2].special_instructions must have at most 500 characters", "location_id is out of range",
				"notes must be text", "order_type" + TYPES, "payment.tip_amount" + MONEY,
				"payment.token is needed for a card", "quantiy is not a known field", "scheduled_for" + TIME,
				"service_charges must be a list", "table_number" + TEXT);
	}

	@Test
	void atMostAHundredFaultsAreListed() {
		var unknown = Stream.iterate(0, (i) -> i + 1).limit(5000).map((i) -> "'f" + i + "': 1").toList();

		var answer = this.client.post("/api/v1/orders", json("{" + String.join(",", unknown) + "}"));

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/detail")).isEqualTo("The request has more than 100 faults, of which 100 are listed");
		assertThat(answer.at("/errors")).hasSize(100);
	}

	@Test
	void faultsAreInEnglishForEveryClient() {
		var answer = this.client.with("Accept-Language", "de").post("/api/v1/orders", "{}");

		assertThat(faultsOf(answer)).contains("items must not be null");
	}

	@Test
	void otherRequestsAreValidatedInTheSameWay() {
		assertThat(faultsOf(this.client.put("/api/v1/orders/1/status",
				json("{'status': 'done', 'reason': 1, 'estimated_ready_time': 'soon', 'x': 1}"))))
			.containsExactly("estimated_ready_time" + TIME, "reason must be text",
					"status must be one of pending, confirmed, preparing, ready, completed, cancelled",
					"x is not a known field");
		assertThat(faultsOf(this.client.post("/api/v1/orders/1/cancel", json("{'reason': 'other', 'x': 1}"))))
			.containsExactly("notes are needed when the reason is other", "x is not a known field");
		assertThat(faultsOf(this.client.post("/api/v1/orders/1/cancel", json("{'reason': 'other', 'notes': 1}"))))
			.containsExactly("notes must be text");
		assertThat(faultsOf(this.client.put("/api/v1/orders/1/status", json("{'status': 'cancelled'}"))))
			.containsExactly("reason is needed to cancel an order");
		assertThat(
				faultsOf(this.client.put("/api/v1/orders/1/status", json("{'status': 'cancelled', 'reason': ' \\n'}"))))
			.containsExactly("reason is needed to cancel an order");
	}

	/** These fields may be printed or displayed. */
	@ParameterizedTest
	@CsvSource({ "POST, /api/v1/orders/1/cancel, notes", "PUT, /api/v1/orders/1/status, reason",
			"PATCH, /api/v1/orders/1, notes", "PATCH, /api/v1/orders/1, table_number",
			"PUT, /api/v1/orders/1/items/1, special_instructions", "POST, /api/v1/orders/1/refunds, reason",
			"POST, /api/v1/kitchen/orders/1/prepare, station", "POST, /api/v1/kitchen/orders/1/acknowledge, display_id",
			"POST, /api/v1/orders/1/payments, token" })
	void printerCommandsAreRejectedInTexts(String method, String path, String field) {
		assertThat(faultsOf(this.client.send(method, path, json("{'" + field + "': 'a\\u001b@b'}"))))
			.contains(field + TEXT);
		assertThat(faultsOf(this.client.send(method, path, json("{'" + field + "': '\\u001dV\\u0000'}"))))
			.contains(field + TEXT);
	}

	@Test
	void notesMayHaveTabsAndLineBreaks() {
		var answer = this.client.post("/api/v1/orders", json("""
				{'location_id': 1, 'order_type': 'dine_in', 'notes': 'a\\tb\\nc\\r\\nd',
				 'items': [{'menu_item_id': 10, 'quantity': 1, 'special_instructions': 'no onions\\nno nuts'}]}"""));

		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		assertThat(answer.text("/notes")).isEqualTo("a\tb\nc\r\nd");
	}

	@Test
	void charactersAreCountedAsCodePoints() {
		var burger = "\uD83C\uDF54";

		var answer = this.client.post("/api/v1/orders", json("""
				{'location_id': 1, 'order_type': 'dine_in', 'table_number': '%s', 'external_id': '%s',
				 'discounts': [{'name': '%s', 'type': 'fixed', 'value': '1.00'}],
				 'items': [{'menu_item_id': 10, 'quantity': 1}]}""".formatted(burger.repeat(50), burger.repeat(255),
				burger.repeat(100))));

		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		var search = URLEncoder.encode(burger.repeat(255), StandardCharsets.UTF_8);
		assertThat(this.client.get("/api/v1/orders?search=%s", search).at("/data")).hasSize(1);
	}

	@Test
	void anOrderAtTheLimitsIsCreated() {
		this.sandbox.menu().put(MenuItem.withModifiers(9000, 20));
		var item = "{'menu_item_id': 9000, 'quantity': 1, 'modifiers': [" + modifiers(20) + "]}";
		var items = Stream.generate(() -> item).limit(50).collect(Collectors.joining(","));

		var answer = this.client.post("/api/v1/orders", json("{'location_id': 1, 'order_type': 'dine_in', 'notes': '"
				+ "\uD83C\uDF54".repeat(500) + "', 'items': [" + items + "]}"));

		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	private static String modifiers(int number) {
		return LongStream.range(101, 101 + number)
			.mapToObj((id) -> "{'id': " + id + "}")
			.collect(Collectors.joining(","));
	}

	/** A valid order with additional or other fields. */
	private static Arguments order(String fields, String... faults) {
		var all = new ArrayList<String>();
		for (var field : List.of("'location_id': 1", "'order_type': 'dine_in'",
				"'items': [{'menu_item_id': 10, 'quantity': 1}]")) {
			if (!fields.contains(field.substring(0, field.indexOf(':') + 1))) {
				all.add(field);
			}
		}
		all.add(fields);
		return arguments(json("{" + String.join(", ", all) + "}"), List.of(faults));
	}

	/** A valid order whose second line has additional or other fields. */
	private static Arguments item(String fields, String... faults) {
		var quantity = fields.contains("'quantity':") && !fields.contains("modifiers") ? "" : "'quantity': 1, ";
		return order("'items': [{'menu_item_id': 15, 'quantity': 1}, {'menu_item_id': 10, " + quantity + fields + "}]",
				faults);
	}

	private static String json(String singleQuoted) {
		return singleQuoted.replace('\'', '"');
	}

	private static List<String> faultsOf(Answer answer) {
		return answer.at("/errors")
			.valueStream()
			.map((fault) -> fault.get("field").asText() + " " + fault.get("message").asText())
			.toList();
	}

}
