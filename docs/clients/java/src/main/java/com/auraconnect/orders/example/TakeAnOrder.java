package com.auraconnect.orders.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;

import com.auraconnect.orders.client.ApiClient;
import com.auraconnect.orders.client.ApiException;
import com.auraconnect.orders.client.JSON;
import com.auraconnect.orders.client.OrdersApi;
import com.auraconnect.orders.client.PaymentsApi;
import com.auraconnect.orders.client.TrackingApi;
import com.auraconnect.orders.client.model.Order;
import com.auraconnect.orders.client.model.OrderRequest;
import com.auraconnect.orders.client.model.OrderRequestItem;
import com.auraconnect.orders.client.model.OrderRequestModifier;
import com.auraconnect.orders.client.model.OrderStatus;
import com.auraconnect.orders.client.model.OrderType;
import com.auraconnect.orders.client.model.PaymentMethod;
import com.auraconnect.orders.client.model.PaymentRequest;
import com.auraconnect.orders.client.model.PaymentStatus;
import com.auraconnect.orders.client.model.Problem;
import com.auraconnect.orders.client.model.StatusRequest;

/**
 * Takes an order from its price to its end with the generated client, as staff of the
 * demo restaurant.
 */
public final class TakeAnOrder {

	/** Where orders are confirmed by a person. */
	private static final long LOCATION = 2;

	private static final long CHEESEBURGER = 10;

	private static final long EXTRA_CHEESE = 101;

	private final OrdersApi orders;

	private final PaymentsApi payments;

	private final TrackingApi tracking;

	private TakeAnOrder(ApiClient client) {
		this.orders = new OrdersApi(client);
		this.payments = new PaymentsApi(client);
		this.tracking = new TrackingApi(client);
	}

	public static void main(String[] args) throws Exception {
		var service = (args.length > 0) ? args[0] : "http://127.0.0.1:8000";
		var token = token(service);
		var client = new ApiClient();
		client.updateBaseUri(service);
		client.setRequestInterceptor((request) -> request.header("Authorization", "Bearer " + token));
		new TakeAnOrder(client).run();
	}

	private void run() throws ApiException {
		var request = cheeseburgers();
		var price = this.orders.calculateOrder(request, null);
		System.out.println("two cheeseburgers come to " + price.getTotalAmount());

		request.quoteToken(price.getQuoteToken()).expectedTotal(price.getTotalAmount());
		var key = UUID.randomUUID().toString();
		var order = this.orders.createOrder(request, key);
		System.out.println("taken as " + order.getOrderNumber() + ": " + order.getStatus());
		require(this.orders.createOrder(request, key).getId().equals(order.getId()), "a repetition is another order");

		refuseToServe(order);
		var payment = new PaymentRequest().method(PaymentMethod.CASH).amount(order.getTotalAmount()).tipAmount("3.00");
		order = this.payments.payOrder(order.getId(), payment, null, UUID.randomUUID().toString());
		System.out.println("paid in cash: " + order.getPaymentStatus());
		require(order.getPaymentStatus() == PaymentStatus.PAID, "it is not paid");

		for (var status : List.of(OrderStatus.CONFIRMED, OrderStatus.PREPARING, OrderStatus.READY,
				OrderStatus.COMPLETED)) {
			order = this.orders.changeOrderStatus(order.getId(), new StatusRequest().status(status), null);
			System.out.println("moved to " + order.getStatus() + ", version " + order.getVersion());
		}
		var seen = this.tracking.trackOrder(order.getTrackingCode());
		System.out.println("its guest sees " + seen.getStatus() + ": " + seen.getItems().get(0).getName());
		require(this.orders.getOrderHistory(order.getId()).getData().size() == 5, "its history is not complete");
	}

	private static OrderRequest cheeseburgers() {
		var item = new OrderRequestItem().menuItemId(CHEESEBURGER)
			.quantity(2)
			.addModifiersItem(new OrderRequestModifier().id(EXTRA_CHEESE));
		return new OrderRequest().locationId(LOCATION).orderType(OrderType.DINE_IN).tableNumber("5").addItemsItem(item);
	}

	/** An order cannot be served before it is cooked; the problem names the allowed states. */
	private void refuseToServe(Order order) throws ApiException {
		try {
			this.orders.changeOrderStatus(order.getId(), new StatusRequest().status(OrderStatus.READY), null);
			throw new IllegalStateException("it is ready before it is cooked");
		}
		catch (ApiException ex) {
			var problem = problem(ex);
			System.out.println("refused, " + problem.getCode() + ": " + problem.getDetail());
			require(ex.getCode() == 409, "it is refused for another reason");
		}
	}

	private static Problem problem(ApiException ex) {
		try {
			return JSON.getDefault().getMapper().readValue(ex.getResponseBody(), Problem.class);
		}
		catch (IOException unreadable) {
			throw new IllegalStateException(ex.getResponseBody(), unreadable);
		}
	}

	private static void require(boolean isSo, String otherwise) {
		if (!isSo) {
			throw new IllegalStateException(otherwise);
		}
	}

	/** The local run hands out tokens to every caller. */
	private static String token(String service) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(URI.create(service + "/sandbox/tokens"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers
				.ofString("{\"tenant_id\":1,\"role\":\"staff\",\"location_ids\":[%d]}".formatted(LOCATION)))
			.build();
		var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		return JSON.getDefault().getMapper().readTree(answer.body()).required("token").asText();
	}

}
