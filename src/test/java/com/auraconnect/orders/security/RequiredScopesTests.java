package com.auraconnect.orders.security;

import java.util.Arrays;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** Scopes of calls, by path and by body. {@code AccessMatrixIT} has every operation. */
class RequiredScopesTests {

	private static final JsonMapper JSON = new JsonMapper();

	@ParameterizedTest
	@CsvSource({ "GET, /api/v1/orders, orders.read", "HEAD, /api/v1/orders/7, orders.read",
			"OPTIONS, /api/v1/orders, orders.read", "POST, /api/v1/orders, orders.write",
			"GET, /api/v1/kitchen/orders, kitchen", "HEAD, /api/v1/kitchen/orders, kitchen",
			"POST, /api/v1/kitchen/orders/7/courses/2/fire, kitchen", "DELETE, /api/v1/orders/7/payments/3, payments",
			"PATCH, /api/v1/orders/7/payments/3, payments", "POST, /api/v1/checks/7/payments, payments",
			"POST, /api/v1/checks/7/refunds, payments", "POST, /api/v1/checks, orders.write",
			"POST, /api/v1/locations/7/closings, payments", "GET, /api/v1/locations/7/closings, reports",
			"GET, /api/v1/reports/closing, reports", "GET, /api/v1/orders/reports/summary, reports",
			"DELETE, /api/v1/orders/7/adjustments/3, adjust", "POST, /api/v1/orders/7/items/3/void, adjust",
			"DELETE, /api/v1/orders/7/items/3, orders.write", "GET, /api/v1/locations/7/items, orders.read",
			"PUT, /api/v1/locations/7/items/10, kitchen", "PUT, /api/v1/locations/7, admin",
			"GET, /api/v1/admin/sagas, admin", "GET, /api/v1/admin/%73agas, admin", "GET, /api/v1/%61dmin/sagas, admin",
			"PUT, /api/v1/locations/7;x=y, admin", "GET, /actuator/health, admin", "POST, /api/v2/other, orders.write",
			"GET, /api/v1/events/stream, orders.read" })
	void methodAndPathDecide(String method, String path, String scope) {
		assertThat(RequiredScopes.of(method, PathContainer.parsePath(path)).wireName()).isEqualTo(scope);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{}|", "{'payment': null, 'discounts': [], 'service_charges': null}|",
			"{'payment': {'method': 'card'}}|payments", "{'payment': 7}|payments", "{'discounts': [{}]}|adjust",
			"{'discounts': 'all'}|adjust", "{'service_charges': [{}]}|adjust", "{'items': [{}, {'discounts': []}]}|",
			"{'items': [{}, {'discounts': [{}]}]}|adjust", "{'tax_exempt': {}}|adjust", "{'tax_exempt': null}|",
			"{'payment': {}, 'discounts': [{}]}|payments adjust", "{'items': 'x'}|" })
	void aCreationNeedsWhatItsBodySays(String body, String scopes) {
		assertThat(ofBody("POST", "/api/v1/orders", body)).isEqualTo(scopes);
	}

	@Test
	void aCalculationTakesNoPayment() {
		assertThat(ofBody("POST", "/api/v1/orders/calculate", "{'payment': {}, 'discounts': [{}]}"))
			.isEqualTo("adjust");
	}

	@Test
	void addedItemsWithDiscountsAreAnAdjustment() {
		assertThat(ofBody("POST", "/api/v1/orders/7/items", "{'items': [{'discounts': [{}]}]}")).isEqualTo("adjust");
	}

	@Test
	void aPatchThatRemovesAnExemptionIsAnAdjustment() {
		assertThat(ofBody("PATCH", "/api/v1/orders/7", "{'tax_exempt': null}")).isEqualTo("adjust");
		assertThat(ofBody("PATCH", "/api/v1/orders/7", "{'notes': 'tax_exempt'}")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{'amount': '1.00'}|", "{'items': [{}]}|adjust", "{'kind': 'goodwill'}|adjust",
					"{'kind': 'correction', 'items': [{}]}|", "{'kind': null, 'items': [{}]}|adjust" })
	void goodwillIsAnAdjustment(String body, String scopes) {
		assertThat(ofBody("POST", "/api/v1/orders/7/refunds", body)).isEqualTo(scopes);
	}

	/** Names of the scopes, null without any. */
	private static String ofBody(String method, String path, String body) {
		try {
			var scopes = RequiredScopes.ofBody(method, PathContainer.parsePath(path),
					JSON.readTree(body.replace('\'', '"')));
			return scopes.isEmpty() ? null
					: Arrays.stream(TokenScope.values())
						.filter(scopes::contains)
						.map(TokenScope::wireName)
						.collect(Collectors.joining(" "));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(body, ex);
		}
	}

}
