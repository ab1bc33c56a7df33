package com.auraconnect.orders.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.TokenIssuer;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.ApiOperation;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every operation of the API, called by everybody: on an order of customer 7 at location
 * 2 of tenant 1, a new one each time. An operation without a row here fails.
 */
@ServiceTest
class AccessMatrixIT {

	private static final Logger log = LoggerFactory.getLogger(AccessMatrixIT.class);

	private static final OrderBody ORDER = OrderBody.at(2, OrderBody.line(10, 1), OrderBody.line(15, 1))
		.with("customer_id", 7);

	/** What can be asked for once the kitchen has begun. */
	private static final Set<String> COOKING = Set.of("finishOrder", "recallItem");

	/**
	 * What each of {@link Who} is answered, and the body, made from the order. Whoever
	 * has no good token is answered 401 where one is needed.
	 */
	private static final Map<String, Row> ROWS = Map.ofEntries(row("listOrders", "200 200 200 200 200", (_) -> null),
			row("createOrder", "400 403 201 201 201", (_) -> ORDER),
			row("calculateOrder", "400 403 200 200 200", (_) -> ORDER),
			row("createOrders", "200 200 403 200 200",
					(_) -> Map.of("orders", List.of(ORDER.with("idempotency_key", "k-" + System.nanoTime())))),
			row("retrieveOrders", "200 200 200 200 200", (order) -> Map.of("ids", List.of(order.path("id")))),
			row("getOrder", "404 404 200 200 200", (_) -> null),
			row("updateOrder", "404 404 403 200 200", (_) -> Map.of("notes", "in a hurry")),
			row("changeOrderStatus", "404 404 403 200 200", (_) -> Map.of("status", "confirmed")),
			row("cancelOrder", "404 404 200 200 200", (_) -> Map.of("reason", "customer_request")),
			row("getOrderHistory", "404 404 200 200 200", (_) -> null),
			row("getOrderEvents", "404 404 403 200 200", (_) -> null),
			row("addItems", "404 404 403 200 200", (_) -> Map.of("items", List.of(OrderBody.line(20, 1)))),
			row("changeItem", "404 404 403 200 200", (_) -> Map.of("quantity", 2)),
			row("voidItem", "404 404 403 200 200", (_) -> null),
			row("payOrder", "404 404 403 200 200", (_) -> Map.of("method", "cash", "amount", "1.00")),
			row("refundPayment", "404 404 403 200 200",
					(order) -> Map.of("payment_id", order.at("/payments/0/id"), "amount", "1.00", "reason", "cold")),
			row("listEvents", "404 404 403 200 200", (_) -> null),
			row("streamEvents", "404 404 403 200 200", (_) -> null),
			row("listSagas", "200 403 403 403 200", (_) -> null), row("retrySaga", "404 403 403 403 200", (_) -> null),
			row("summarizeOrders", "404 404 403 200 200", (_) -> null),
			row("rebuildReports", "202 403 403 403 202", (_) -> null),
			row("getKitchenQueue", "404 404 403 200 200", (_) -> null),
			row("getAllDay", "404 404 403 200 200", (_) -> null),
			row("prepareOrder", "404 404 403 200 200", (_) -> Map.of()),
			row("finishOrder", "404 404 403 200 200", (_) -> null), row("bumpItem", "404 404 403 200 200", (_) -> null),
			row("recallItem", "404 404 403 200 200", (_) -> null),
			row("acknowledgeOrder", "404 404 403 200 200", (_) -> Map.of("display_id", "grill-1")),
			row("trackOrder", "200 200 200 200 200", (_) -> null),
			row("getHealth", "200 200 200 200 200", (_) -> null));

	/** Signs with a key that the service does not know. */
	private static final TokenIssuer STRANGER = TokenIssuer.generated();

	private final ServiceClient client;

	private final JdbcClient database;

	AccessMatrixIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.database = site.database();
	}

	/** Those who call. */
	private enum Who {

		NO_TOKEN((client) -> client),

		EXPIRED((client) -> client.as(TokenRequest.admin(1).goodFor(Duration.ofMinutes(-5)))),

		WRONG_SIGNATURE((client) -> client.with("Authorization", "Bearer " + STRANGER.token(TokenRequest.admin(1)))),

		OTHER_TENANT((client) -> client.admin(2)),

		OTHER_LOCATION((client) -> client.staff(1, 1L)),

		CUSTOMER((client) -> client.customer(1, 7)),

		STAFF((client) -> client.staff(1, 2L)),

		ADMIN((client) -> client.admin(1));

		private final Function<ServiceClient, ServiceClient> login;

		Who(Function<ServiceClient, ServiceClient> login) {
			this.login = login;
		}

	}

	/**
	 * What is expected of one operation.
	 *
	 * @param statuses for those with a good token
	 */
	private record Row(List<Integer> statuses, Function<JsonNode, Object> body) {

		int status(ApiOperation operation, Who who) {
			return switch (who) {
				case NO_TOKEN, EXPIRED, WRONG_SIGNATURE -> operation.isOpen() ? 200 : 401;
				default -> this.statuses.get(who.ordinal() - Who.OTHER_TENANT.ordinal());
			};
		}

	}

	static Stream<ApiOperation> operations() {
		return ApiOperation.all().stream();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everybodyIsAnsweredAsTheTableSays(ApiOperation operation) {
		assertThat(ROWS).as("add what %s answers to whom", operation.id()).containsKey(operation.id());
		var row = ROWS.get(operation.id());

		var answers = Arrays.stream(Who.values())
			.collect(Collectors.toMap(Function.identity(), (who) -> call(operation, row, who)));

		assertThat(answers).isEqualTo(Arrays.stream(Who.values())
			.collect(Collectors.toMap(Function.identity(), (who) -> row.status(operation, who))));
		log.info("{}: {} callers answered as they should be", operation, answers.size());
	}

	@ParameterizedTest
	@MethodSource("operations")
	void theDescriptionNamesThoseWhoMay(ApiOperation operation) {
		var row = ROWS.get(operation.id());
		for (var who : List.of(Who.CUSTOMER, Who.STAFF, Who.ADMIN)) {
			assertThat(operation.isFor(who.name().toLowerCase(Locale.ROOT))).as(who::toString)
				.isEqualTo(row.status(operation, who) < 300);
		}
	}

	@Test
	void noRowIsLeftOverAndAllAreCounted() {
		var ids = operations().map(ApiOperation::id).toList();

		assertThat(ROWS.keySet()).isSubsetOf(ids);
		log.info("{} operations, {} callers: {} cells", ids.size(), Who.values().length,
				ids.size() * Who.values().length);
	}

	private int call(ApiOperation operation, Row row, Who who) {
		var admin = this.client.admin(1);
		var order = admin.post("/api/v1/orders", ORDER);
		if (operation.id().equals("refundPayment")) {
			order = admin.post("/api/v1/orders/" + order.text("/id") + "/payments",
					Map.of("method", "cash", "amount", "5.00"));
		}
		if (operation.path().startsWith("/api/v1/kitchen/orders/{id}")) {
			new OrderClient(admin).move(order.json().required("id").asLong(), COOKING.contains(operation.id())
					? new String[] { "confirmed", "preparing" } : new String[] { "confirmed" });
		}
		if (operation.id().equals("retrySaga")) {
			park(order.text("/id"));
		}
		var path = operation.path()
			.replace("{saga_id}", "place-order-" + order.text("/id"))
			.replace("{id}", order.text("/id"))
			.replace("{item_id}", order.text("/items/0/id"))
			.replace("{tracking_code}", order.text("/tracking_code"));
		var caller = who.login.apply(this.client);
		return switch (operation.id()) {
			case "listEvents", "getKitchenQueue", "getAllDay" -> caller.get(path + "?location_id=2").status();
			case "summarizeOrders" ->
				caller.get(path + "?location_id=2&date_from=2026-11-16&date_to=2026-11-22").status();
			case "streamEvents" -> caller.statusOfStream(path + "?location_id=2");
			default -> caller.send(operation.method(), path, row.body().apply(order.json())).status();
		};
	}

	private void park(String orderId) {
		this.database
			.sql("""
					INSERT INTO parked_sagas (tenant_id, id, order_id, task_name, task_instance, step, failure, attempts, parked_at)
					VALUES (1, 'place-order-' || :id, :id::bigint, 'place-order', '1/' || :id, 'confirm-order', 'a test', 3, now())
					""")
			.param("id", orderId)
			.update();
	}

	private static Map.Entry<String, Row> row(String operationId, String statuses, Function<JsonNode, Object> body) {
		return Map.entry(operationId, new Row(Arrays.stream(statuses.split(" ")).map(Integer::valueOf).toList(), body));
	}

}
