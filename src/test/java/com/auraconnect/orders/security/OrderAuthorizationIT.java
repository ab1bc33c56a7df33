package com.auraconnect.orders.security;

import java.util.List;
import java.util.Map;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Restricts each kind of caller to what it may see and do. */
@ServiceTest
class OrderAuthorizationIT {

	private static final String ORDERS = "/api/v1/orders";

	/** Stays pending, because location 2 confirms orders by hand. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final OrderClient admin;

	OrderAuthorizationIT(ServiceClient client) {
		this.client = client;
		this.admin = new OrderClient(client.admin(1));
	}

	@Test
	void anOrderOfAnotherTenantDoesNotExist() {
		assertUnknownTo(this.client.admin(2), orderOf(null));
		assertUnknownTo(this.client.staff(2, 2L), orderOf(null));
		assertUnknownTo(this.client.customer(2, 7), orderOf(7L));
	}

	@Test
	void anOrderOfAnotherLocationDoesNotExistForStaff() {
		long id = orderOf(null);
		assertUnknownTo(this.client.staff(1, 1L), id);
		assertThat(this.client.staff(1, 1L, 2L).get(ORDERS + "/" + id).status()).isEqualTo(200);
	}

	@Test
	void anOrderOfAnotherCustomerDoesNotExist() {
		assertUnknownTo(this.client.customer(1, 8), orderOf(7L));
		assertUnknownTo(this.client.customer(1, 8), orderOf(null));
		assertThat(this.client.customer(1, 7).get(ORDERS + "/" + orderOf(7L)).status()).isEqualTo(200);
	}

	/** A read by an authorized caller must not warm the cache for an unauthorized one. */
	@Test
	void aCachedOrderIsHiddenFromUnauthorizedCallers() {
		long id = orderOf(7L);
		assertThat(this.admin.order(id).required("id").asLong()).isEqualTo(id);
		assertUnknownTo(this.client.admin(2), id);
		assertUnknownTo(this.client.staff(1, 1L), id);
		assertUnknownTo(this.client.customer(1, 8), id);
	}

	@Test
	void aListHoldsOnlyWhatItsCallerMaySee() {
		long id = orderOf(7L);
		assertThat(listed(this.client.admin(1))).contains(id);
		assertThat(listed(this.client.staff(1, 2L))).contains(id);
		assertThat(listed(this.client.customer(1, 7))).contains(id);
		assertThat(listed(this.client.admin(2))).doesNotContain(id);
		assertThat(listed(this.client.staff(1, 1L))).doesNotContain(id);
		assertThat(listed(this.client.customer(1, 8))).doesNotContain(id);
	}

	@Test
	void staffTakeOrdersForTheirOwnLocationsOnly() {
		assertThatProblem(this.client.staff(1, 1L).post(ORDERS, BURGER)).is(403, "FORBIDDEN");
		assertThat(this.client.staff(1, 2L).post(ORDERS, BURGER).status()).isEqualTo(201);
	}

	@Test
	void aCustomerOrdersForItselfOnly() {
		ServiceClient customer = this.client.customer(1, 7);
		assertThatProblem(customer.post(ORDERS, BURGER.with("customer_id", 8))).is(403, "FORBIDDEN");
		assertThat(new OrderClient(customer).take(BURGER).required("customer_id").asLong()).isEqualTo(7);
		assertThat(new OrderClient(customer).take(BURGER.with("customer_id", 7)).required("customer_id").asLong())
			.isEqualTo(7);
	}

	@Test
	void aCustomerGivesItselfNoDiscount() {
		var discounts = List.of(Map.of("name", "For me", "type", "percentage", "value", "50"));
		ServiceClient customer = this.client.customer(1, 7);
		assertThatProblem(customer.post(ORDERS, BURGER.with("discounts", discounts))).is(403, "FORBIDDEN");
		var line = Map.of("menu_item_id", 10, "quantity", 1, "discounts", discounts);
		assertThatProblem(customer.post(ORDERS, BURGER.with("items", List.of(line)))).is(403, "FORBIDDEN");
	}

	@Test
	void aCustomerSetsNoServiceCharge() {
		var charges = List.of(Map.of("name", "For you", "type", "fixed", "value", "99000000.00"));
		ServiceClient customer = this.client.customer(1, 7);
		assertThatProblem(customer.post(ORDERS, BURGER.with("service_charges", charges))).is(403, "FORBIDDEN");
		assertThatProblem(customer.post(ORDERS + "/calculate", BURGER.with("service_charges", charges))).is(403,
				"FORBIDDEN");
		assertThat(customer.post(ORDERS, BURGER.with("service_charges", List.of())).status()).isEqualTo(201);
	}

	@Test
	void aCustomerRecordsNoCashPayment() {
		ServiceClient customer = this.client.customer(1, 7);
		assertThatProblem(customer.post(ORDERS, BURGER.paidInCash())).is(403, "FORBIDDEN");
		assertThat(customer.post(ORDERS, BURGER.paidByCard("tok_ok")).status()).isEqualTo(201);
	}

	@Test
	void aCustomerChangesNoOrderStatus() {
		var customer = new OrderClient(this.client.customer(1, 7));
		long id = orderOf(7L);
		assertThatProblem(customer.tryToMove(id, "confirmed")).is(403, "FORBIDDEN");
		assertThatProblem(customer.tryToMove(id, "cancelled")).is(403, "FORBIDDEN");
		assertThat(this.admin.status(id)).isEqualTo("pending");
	}

	@Test
	void aCustomerCancelsAnOrderOnlyWhileItIsPending() {
		var customer = new OrderClient(this.client.customer(1, 7));
		assertThat(customer.cancel(orderOf(7L)).required("status").asText()).isEqualTo("cancelled");
		long begun = orderOf(7L);
		this.admin.move(begun, "confirmed");
		assertThatProblem(customer.tryToCancel(begun)).is(409, "INVALID_STATE");
		assertThat(this.admin.status(begun)).isEqualTo("confirmed");
	}

	private long orderOf(Long customerId) {
		OrderBody body = (customerId != null) ? BURGER.with("customer_id", customerId) : BURGER;
		return this.admin.take(body).required("id").asLong();
	}

	private static List<Long> listed(ServiceClient client) {
		return client.get(ORDERS)
			.at("/data")
			.valueStream()
			.map((JsonNode order) -> order.required("id").asLong())
			.toList();
	}

	private static void assertUnknownTo(ServiceClient stranger, long id) {
		String order = ORDERS + "/" + id;
		assertThatProblem(stranger.get(order)).is(404, "NOT_FOUND");
		assertThatProblem(stranger.get(order + "/history")).is(404, "NOT_FOUND");
		assertThatProblem(new OrderClient(stranger).tryToCancel(id)).is(404, "NOT_FOUND");
		assertThat(new OrderClient(stranger).tryToMove(id, "confirmed").status()).isIn(403, 404);
	}

}
