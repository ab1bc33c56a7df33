package com.auraconnect.orders.security;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.TokenIssuer;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.security.AnsweredIds.Kind;
import com.auraconnect.orders.security.AnsweredIds.Owner;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.ApiOperation;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls every operation of the API as every kind of caller: on an order of customer 7 at
 * one location of tenant 1, a new one for each change. Where a response may hold several
 * orders, there are also orders of another customer, at another location and of another
 * tenant. No response may hold the id of something that the caller may not see. An
 * operation without a row here fails.
 */
@Timeout(60)
@ServiceTest
class AccessMatrixIT {

	private static final Logger log = LoggerFactory.getLogger(AccessMatrixIT.class);

	private static final AtomicLong NEXT_LOCATION = new AtomicLong(880_000);

	/** Menu item ordered only at the other locations. */
	private static final long MENU_ITEM_ELSEWHERE = 20;

	/** Menu item that no order here has, so that it may be out. */
	private static final long MENU_ITEM_OF_NO_ORDER = 30;

	private static final long CUSTOMER = 7;

	private static final long OTHER_CUSTOMER = 8;

	/** Operations that list the contents of one location. */
	private static final Set<String> OF_A_LOCATION = Set.of("listEvents", "streamEvents", "getKitchenQueue",
			"getAllDay", "summarizeOrders", "reportDay");

	/** Operations that list what the caller may see. */
	private static final Set<String> OF_THE_CALLER = Set.of("listOrders", "retrieveOrders", "createOrders", "listSagas",
			"listLocations", "listChecks");

	/** Number of days ago on which the next day was that is closed here. */
	private static final AtomicInteger DAYS_AGO = new AtomicInteger(60);

	/** Operations that require an order with a payment. */
	private static final Set<String> NEEDING_A_PAYMENT = Set.of("refundPayment", "changeTip", "voidPayment");

	private static final List<String> SCOPES = List.of("orders.read", "orders.write", "kitchen", "payments", "adjust",
			"reports", "admin");

	private static final Map<String, Object> ADJUSTMENT = Map.of("kind", "discount", "name", "Manager", "type", "fixed",
			"value", "1.00", "reason", "long wait");

	/** Operations that require an order in preparation. */
	private static final Set<String> COOKING = Set.of("finishOrder", "recallItem");

	/**
	 * The scope that each operation needs, expected status for each {@link CallerKind},
	 * and the request body, made from the order. Callers without a valid token get 401
	 * where one is required.
	 */
	private static final Map<String, Row> ROWS = Map.ofEntries(
			row("listOrders", "orders.read", "200 200 200 200 200", (_) -> null),
			row("createOrder", "orders.write", "400 403 201 201 201", AccessMatrixIT::another),
			row("calculateOrder", "orders.write", "400 403 200 200 200", AccessMatrixIT::another),
			row("createOrders", "orders.write", "200 200 403 200 200",
					(order) -> Map.of("orders",
							List.of(another(order).with("idempotency_key", "k-" + System.nanoTime())))),
			row("retrieveOrders", "orders.write", "200 200 200 200 200",
					(order) -> Map.of("ids", order.path("all_ids"))),
			row("getOrder", "orders.read", "404 404 200 200 200", (_) -> null),
			row("updateOrder", "orders.write", "404 404 403 200 200", (_) -> Map.of("notes", "in a hurry")),
			row("changeOrderStatus", "orders.write", "404 404 403 200 200", (_) -> Map.of("status", "confirmed")),
			row("cancelOrder", "orders.write", "404 404 200 200 200", (_) -> Map.of("reason", "customer_request")),
			row("getOrderHistory", "orders.read", "404 404 200 200 200", (_) -> null),
			row("getOrderEvents", "orders.read", "404 404 403 200 200", (_) -> null),
			row("addItems", "orders.write", "404 404 403 200 200",
					(_) -> Map.of("items", List.of(OrderBody.line(15, 1)))),
			row("changeItem", "orders.write", "404 404 403 200 200", (_) -> Map.of("quantity", 2)),
			row("removeItem", "orders.write", "404 404 403 200 200", (_) -> null),
			row("voidItem", "adjust", "404 404 403 200 200", (_) -> Map.of("reason", "dropped", "used", false)),
			row("payOrder", "payments", "404 404 403 200 200", (_) -> Map.of("method", "cash", "amount", "1.00")),
			row("changeTip", "payments", "404 404 403 200 200", (_) -> Map.of("tip_amount", "1.00")),
			row("voidPayment", "payments", "404 404 403 200 200", (_) -> null),
			row("adjustOrder", "adjust", "404 404 403 200 200", (_) -> ADJUSTMENT),
			row("removeAdjustment", "adjust", "404 404 403 200 200", (_) -> null),
			row("refundPayment", "payments", "404 404 403 200 200",
					(order) -> Map.of("payment_id", order.at("/payments/0/id"), "amount", "1.00", "reason", "cold")),
			row("openCheck", "orders.write", "400 403 403 201 201",
					(order) -> Map.of("location_id", order.required("location_id"), "order_ids",
							List.of(order.required("id")))),
			row("listChecks", "orders.read", "200 200 403 200 200", (_) -> null),
			row("getCheck", "orders.read", "404 404 403 200 200", (_) -> null),
			row("updateCheck", "orders.write", "404 404 403 200 200", (_) -> Map.of("name", "Ada")),
			row("mergeChecks", "orders.write", "404 404 403 200 200",
					(order) -> Map.of("from", List.of(order.required("other_check")))),
			row("splitCheck", "orders.write", "404 404 403 200 200", (_) -> Map.of("by", "equal", "parts", 2)),
			row("closeCheck", "orders.write", "404 404 403 200 200", (_) -> null),
			row("payCheck", "payments", "404 404 403 200 200", (_) -> Map.of("method", "cash", "amount", "1.00")),
			row("changeCheckTip", "payments", "404 404 403 200 200", (_) -> Map.of("tip_amount", "1.00")),
			row("voidCheckPayment", "payments", "404 404 403 409 409", (_) -> null),
			row("refundCheck", "payments", "404 404 403 200 200",
					(order) -> Map.of("payment_id", order.required("check_payment"), "amount", "1.00", "reason",
							"cold")),
			row("listEvents", "orders.read", "404 404 403 200 200", (_) -> null),
			row("streamEvents", "orders.read", "404 404 403 200 200", (_) -> null),
			row("listSagas", "admin", "200 403 403 403 200", (_) -> null),
			row("retrySaga", "admin", "404 403 403 403 200", (_) -> null),
			row("summarizeOrders", "reports", "404 404 403 200 200", (_) -> null),
			row("reportDay", "reports", "404 404 403 200 200", (_) -> null),
			row("closeDay", "payments", "404 404 403 201 201", (_) -> closing()),
			row("getClosing", "reports", "404 404 403 200 200", (_) -> null),
			row("listClosings", "reports", "404 404 403 200 200", (_) -> null),
			row("rebuildReports", "admin", "202 403 403 403 202", (_) -> null),
			row("putLocation", "admin", "201 403 403 403 200",
					(_) -> Map.of("name", "Replaced", "time_zone", "UTC", "currency", "USD")),
			row("listLocations", "orders.read", "200 200 403 200 200", (_) -> null),
			row("getLocation", "orders.read", "404 404 403 200 200", (_) -> null),
			row("setLocationAvailability", "kitchen", "404 404 403 200 200",
					(_) -> Map.of("accepting", true, "extra_minutes", 5)),
			row("listLocationItems", "orders.read", "404 404 403 200 200", (_) -> null),
			row("setLocationItem", "kitchen", "404 404 403 200 200", (_) -> Map.of("available", false)),
			row("getKitchenQueue", "kitchen", "404 404 403 200 200", (_) -> null),
			row("getAllDay", "kitchen", "404 404 403 200 200", (_) -> null),
			row("prepareOrder", "kitchen", "404 404 403 200 200", (_) -> Map.of()),
			row("finishOrder", "kitchen", "404 404 403 200 200", (_) -> null),
			row("bumpItem", "kitchen", "404 404 403 200 200", (_) -> null),
			row("recallItem", "kitchen", "404 404 403 200 200", (_) -> null),
			row("fireCourse", "kitchen", "404 404 403 200 200", (_) -> null),
			row("acknowledgeOrder", "kitchen", "404 404 403 200 200", (_) -> Map.of("display_id", "grill-1")),
			row("trackOrder", "", "200 200 200 200 200", (_) -> null),
			row("getHealth", "", "200 200 200 200 200", (_) -> null));

	/** Issuer whose key the service does not know. */
	private static final TokenIssuer UNKNOWN_ISSUER = TokenIssuer.generated();

	private final ServiceClient client;

	private final JdbcClient database;

	AccessMatrixIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.database = site.database();
	}

	/**
	 * Locations used by this test only.
	 *
	 * @param here of tenant 1, with the orders that the calls are about
	 * @param elsewhere another one of tenant 1
	 * @param abroad of tenant 2
	 */
	private record Places(long here, long elsewhere, long abroad) {
	}

	/** Those caller call. */
	private enum CallerKind {

		NO_TOKEN((client, _) -> client),

		EXPIRED((client, _) -> client.as(TokenRequest.admin(1).goodFor(Duration.ofMinutes(-5)))),

		WRONG_SIGNATURE(
				(client, _) -> client.with("Authorization", "Bearer " + UNKNOWN_ISSUER.token(TokenRequest.admin(1)))),

		OTHER_TENANT((client, _) -> client.admin(2)),

		OTHER_LOCATION((client, places) -> client.staff(1, places.elsewhere())),

		CUSTOMER((client, _) -> client.customer(1, AccessMatrixIT.CUSTOMER)),

		STAFF((client, places) -> client.staff(1, places.here())),

		ADMIN((client, _) -> client.admin(1));

		private final BiFunction<ServiceClient, Places, ServiceClient> login;

		CallerKind(BiFunction<ServiceClient, Places, ServiceClient> login) {
			this.login = login;
		}

		/** Callers with a valid token. */
		static List<CallerKind> known() {
			return List.of(OTHER_TENANT, OTHER_LOCATION, CUSTOMER, STAFF, ADMIN);
		}

		/** Whether the caller may see what the owner has. */
		boolean sees(Owner owner, Places places) {
			var isOfTenant = owner.tenantId() == ((this == OTHER_TENANT) ? 2 : 1);
			return switch (this) {
				case NO_TOKEN, EXPIRED, WRONG_SIGNATURE -> false;
				case OTHER_TENANT, ADMIN -> isOfTenant;
				case OTHER_LOCATION -> isOfTenant && isAtOrNowhere(owner, places.elsewhere());
				case STAFF -> isOfTenant && isAtOrNowhere(owner, places.here());
				case CUSTOMER ->
					isOfTenant && (owner.customerId() == null || owner.customerId() == AccessMatrixIT.CUSTOMER);
			};
		}

		private static boolean isAtOrNowhere(Owner owner, long locationId) {
			return owner.locationId() == null || owner.locationId() == locationId;
		}

	}

	/**
	 * Expectation for one operation.
	 *
	 * @param scope the scope that it needs, empty without a token
	 * @param statuses expected statuses of the callers with a valid token
	 */
	private record Row(String scope, List<Integer> statuses, Function<JsonNode, Object> body) {

		int status(ApiOperation operation, CallerKind caller) {
			return switch (caller) {
				case NO_TOKEN, EXPIRED, WRONG_SIGNATURE -> operation.isOpen() ? 200 : 401;
				default -> this.statuses.get(caller.ordinal() - CallerKind.OTHER_TENANT.ordinal());
			};
		}

	}

	static Stream<ApiOperation> operations() {
		return ApiOperation.all().stream();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everyCallerGetsTheStatusOfTheMatrix(ApiOperation operation) {
		assertThat(ROWS).as("add a row for %s", operation.id()).containsKey(operation.id());
		var row = ROWS.get(operation.id());
		var places = open();
		var id = operation.id();
		var others = OF_A_LOCATION.contains(id) || OF_THE_CALLER.contains(id) ? ordersOfOthers(places)
				: List.<JsonNode>of();
		var shared = subject(operation, places);

		var answers = Arrays.stream(CallerKind.values()).collect(Collectors.toMap(Function.identity(), (caller) -> {
			var mayChangeIt = !operation.method().equals("GET") && row.status(operation, caller) < 300;
			return call(operation, row, caller, places, mayChangeIt ? subject(operation, places) : shared, others);
		}));

		assertThat(answers).isEqualTo(Arrays.stream(CallerKind.values())
			.collect(Collectors.toMap(Function.identity(), (caller) -> row.status(operation, caller))));
		log.info("{}: {} callers got the expected response", operation, answers.size());
	}

	/**
	 * Calls each operation with every token that has one scope, with all scopes but the
	 * needed one, and with none.
	 */
	@ParameterizedTest
	@MethodSource("operations")
	void aTokenNeedsTheScopeOfTheMatrix(ApiOperation operation) {
		var row = ROWS.get(operation.id());
		var places = open();
		var granted = row.status(operation, CallerKind.ADMIN);
		var shared = subject(operation, places);
		Function<String, Integer> status = (scopes) -> call(operation, row, CallerKind.ADMIN,
				this.client.as(TokenRequest.admin(1).withScope(scopes)), places,
				scopes.equals(row.scope()) ? subject(operation, places) : shared, List.of());

		for (var scope : SCOPES) {
			assertThat(status.apply(scope)).as(scope)
				.isEqualTo((operation.isOpen() || scope.equals(row.scope())) ? granted : 403);
		}
		for (var scopes : List.of(allScopesBut(row.scope()), "", "orders profile Orders.Read")) {
			assertThat(status.apply(scopes)).as(scopes).isEqualTo(operation.isOpen() ? granted : 403);
		}
	}

	@ParameterizedTest
	@MethodSource("operations")
	void theDescriptionNamesTheScope(ApiOperation operation) {
		if (operation.isOpen()) {
			assertThat(operation.description()).doesNotContain("Scope:");
		}
		else {
			assertThat(operation.description()).endsWith("Scope: `" + ROWS.get(operation.id()).scope() + "`.");
		}
	}

	private static String allScopesBut(String needed) {
		return SCOPES.stream().filter((scope) -> !scope.equals(needed)).collect(Collectors.joining(" "));
	}

	/**
	 * Makes sure that no list of a caller is empty, so that the leak check means
	 * something.
	 */
	@Test
	void listsHoldAllOrdersOfTheCaller() {
		var places = open();
		var orders = new ArrayList<>(ordersOfOthers(places));
		orders.add(take(places, places.here(), CUSTOMER));
		var admin = this.client.admin(1);
		for (var order : orders) {
			var client = (order.required("tenant_id").asLong() == 1) ? admin : this.client.admin(2);
			new OrderClient(client).move(order.required("id").asLong(), "confirmed");
		}
		for (var caller : CallerKind.known()) {
			var client = caller.login.apply(this.client, places);
			var visible = orders.stream().filter((order) -> caller.sees(owner(order), places)).toList();
			assertThat(visible).as(caller::toString).isNotEmpty().hasSizeLessThan(orders.size());

			assertThat(among(orders, client.get("/api/v1/orders?page_size=100"))).as(caller::toString)
				.isEqualTo(ids(visible));
			assertThat(among(orders,
					client.post("/api/v1/orders/batch-retrieve",
							Map.of("ids", orders.stream().map((order) -> order.required("id")).toList()))))
				.as(caller::toString)
				.isEqualTo(ids(visible));
			for (long place : List.of(places.here(), places.elsewhere(), places.abroad())) {
				var there = visible.stream().filter((order) -> order.path("location_id").asLong() == place).toList();
				if (caller != CallerKind.CUSTOMER && !there.isEmpty()) {
					requireOnLists(caller, places, place, there);
				}
			}
		}
	}

	private void requireOnLists(CallerKind caller, Places places, long place, List<JsonNode> orders) {
		var client = caller.login.apply(this.client, places);
		await().untilAsserted(() -> {
			var events = client.get("/api/v1/events?location_id=%d", place);
			assertThat(AnsweredIds.in(events.json()).of(Kind.ORDER)).as(caller::toString).isEqualTo(ids(orders));
		});
		var queue = client.get("/api/v1/kitchen/orders?location_id=%d", place).json();
		assertThat(AnsweredIds.in(queue).of(Kind.ORDER)).as(caller::toString).isEqualTo(ids(orders));
		assertThat(leaks(queue, caller, places, place)).isEmpty();
		var allDay = client.get("/api/v1/kitchen/all-day?location_id=%d", place).json();
		assertThat(AnsweredIds.in(allDay).of(Kind.MENU_ITEM)).as(caller::toString)
			.isEqualTo((place == places.here()) ? Set.of("10", "15") : Set.of(Long.toString(MENU_ITEM_ELSEWHERE)));
	}

	/** Sums hold no ids: they are checked by their size. */
	@Test
	void reportsCountTheOrdersOfTheCaller() {
		var places = open();
		ordersOfOthers(places);
		var path = "/api/v1/orders/reports/summary?date_from=%s&date_to=%s".formatted(day(0), day(1));
		for (var caller : List.of(CallerKind.OTHER_LOCATION, CallerKind.STAFF)) {
			var client = caller.login.apply(this.client, places);
			await().untilAsserted(
					() -> assertThat(client.get(path).at("/summary/total_orders").asInt()).as(caller::toString)
						.isEqualTo((caller == CallerKind.STAFF) ? 1 : 2));
		}
		for (var place : Map.of(places.here(), 1, places.elsewhere(), 2).entrySet()) {
			await().untilAsserted(() -> assertThat(this.client.admin(1)
				.get(path + "&location_id=" + place.getKey())
				.at("/summary/total_orders")
				.asInt()).isEqualTo(place.getValue()));
		}
	}

	/** Today, or that many days later. */
	private String day(int later) {
		return this.database.sql("SELECT ((now() AT TIME ZONE 'UTC')::date + ?)::text")
			.param(later)
			.query(String.class)
			.single();
	}

	/** Checks that the matrix detects a response that is not restricted to its caller. */
	@Test
	void anAnswerWithAnothersOrderIsALeak() {
		var places = open();
		var orders = ordersOfOthers(places);
		var admin = this.client.admin(1);
		var list = admin.get("/api/v1/orders").json();
		await().until(() -> admin.get("/api/v1/events?location_id=%d", places.here()).at("/data").size() > 0);
		var events = admin.get("/api/v1/events?location_id=%d", places.here()).json();

		assertThat(leaks(list, CallerKind.ADMIN, places, 0)).isEmpty();
		for (var caller : List.of(CallerKind.NO_TOKEN, CallerKind.OTHER_TENANT, CallerKind.OTHER_LOCATION,
				CallerKind.CUSTOMER)) {
			assertThat(leaks(list, caller, places, 0)).as(caller::toString).isNotEmpty();
			assertThat(leaks(events, caller, places, 0)).as(caller::toString).isNotEmpty();
		}
		for (var caller : List.of(CallerKind.CUSTOMER, CallerKind.STAFF, CallerKind.OTHER_TENANT)) {
			for (var order : orders) {
				if (!caller.sees(owner(order), places)) {
					for (var field : List.of("id", "order_number", "tracking_code")) {
						var alone = JsonNodeFactory.instance.objectNode()
							.<ObjectNode>set(field.equals("id") ? "order_id" : field, order.required(field));
						assertThat(leaks(alone, caller, places, 0)).as(alone::toString).isNotEmpty();
					}
					var item = JsonNodeFactory.instance.objectNode().set("item_id", order.at("/items/0/id"));
					assertThat(leaks(item, caller, places, 0)).as(item::toString).isNotEmpty();
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("operations")
	void theDescriptionNamesTheAllowedRoles(ApiOperation operation) {
		var row = ROWS.get(operation.id());
		for (var caller : List.of(CallerKind.CUSTOMER, CallerKind.STAFF, CallerKind.ADMIN)) {
			assertThat(operation.isFor(caller.name().toLowerCase(Locale.ROOT))).as(caller::toString)
				.isEqualTo(isAllowed(operation, row.status(operation, caller)));
		}
	}

	/** All payments of a check are captured at once, so that none can be voided. */
	private static boolean isAllowed(ApiOperation operation, int status) {
		return status < 300 || (status == 409 && operation.id().equals("voidCheckPayment"));
	}

	@Test
	void everyRowBelongsToAnOperation() {
		var ids = operations().map(ApiOperation::id).toList();

		assertThat(ROWS.keySet()).isSubsetOf(ids);
		log.info("{} operations, {} callers: {} cells", ids.size(), CallerKind.values().length,
				ids.size() * CallerKind.values().length);
	}

	private Places open() {
		var places = new Places(NEXT_LOCATION.incrementAndGet(), NEXT_LOCATION.incrementAndGet(),
				NEXT_LOCATION.incrementAndGet());
		this.database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency, courses)
				VALUES (1, ?, 'Here', 'UTC', 'USD', 'manual'), (1, ?, 'Elsewhere', 'UTC', 'USD', 'off'),
				       (2, ?, 'Abroad', 'UTC', 'USD', 'off')
				""").params(places.here(), places.elsewhere(), places.abroad()).update();
		return places;
	}

	/** Creates orders of another customer, at another location and of another tenant. */
	private List<JsonNode> ordersOfOthers(Places places) {
		return List.of(take(places, places.abroad(), CUSTOMER), take(places, places.elsewhere(), CUSTOMER),
				take(places, places.elsewhere(), OTHER_CUSTOMER), take(places, places.here(), OTHER_CUSTOMER));
	}

	/** Creates an order to call the operation on. */
	private JsonNode subject(ApiOperation operation, Places places) {
		var admin = this.client.admin(1);
		var order = take(places, places.here(), CUSTOMER);
		long id = order.required("id").asLong();
		if (NEEDING_A_PAYMENT.contains(operation.id())) {
			order = admin.post("/api/v1/orders/" + id + "/payments",
					operation.id().equals("voidPayment") ? Map.of("method", "card", "amount", "5.00", "token", "tok_ok")
							: Map.of("method", "cash", "amount", "5.00"))
				.json();
		}
		if (operation.id().equals("removeAdjustment")) {
			order = admin.post("/api/v1/orders/" + id + "/adjustments", ADJUSTMENT).json();
		}
		if (operation.path().startsWith("/api/v1/checks/")) {
			order = onCheck(places, order, operation.id().equals("closeCheck") ? List.of() : List.of(id));
		}
		if (operation.id().equals("fireCourse")) {
			var dessert = OrderBody.line(15, 1);
			dessert.put("course", 2);
			admin.post("/api/v1/orders/" + id + "/items", Map.of("items", List.of(dessert)));
		}
		if (operation.path().startsWith("/api/v1/kitchen")) {
			new OrderClient(admin).move(id, COOKING.contains(operation.id()) ? new String[] { "confirmed", "preparing" }
					: new String[] { "confirmed" });
		}
		if (operation.path().startsWith("/api/v1/admin/sagas")) {
			park(order.required("id").asText());
		}
		return order;
	}

	/** Opens a check with these orders, and another to merge with it. */
	private JsonNode onCheck(Places places, JsonNode order, List<Long> orderIds) {
		var admin = this.client.admin(1);
		var check = admin.post("/api/v1/checks", Map.of("location_id", places.here(), "order_ids", orderIds));
		var other = admin.post("/api/v1/checks", Map.of("location_id", places.here()));
		if (!orderIds.isEmpty()) {
			check = admin.post("/api/v1/checks/" + check.at("/id") + "/payments",
					Map.of("method", "cash", "amount", "5.00"));
		}
		return ((ObjectNode) order.deepCopy()).<ObjectNode>set("check_id", check.at("/id"))
			.<ObjectNode>set("check_payment", check.at("/payments/0/id"))
			.set("other_check", other.at("/id"));
	}

	private int call(ApiOperation operation, Row row, CallerKind caller, Places places, JsonNode order,
			List<JsonNode> others) {
		return call(operation, row, caller, caller.login.apply(this.client, places), places, order, others);
	}

	private int call(ApiOperation operation, Row row, CallerKind caller, ServiceClient client, Places places,
			JsonNode order, List<JsonNode> others) {
		var path = operation.path()
			.replace("{saga_id}", "place-order-" + order.required("id").asText())
			.replace("{id}", order.required("id").asText())
			.replace("{location_id}", Long.toString(places.here()))
			.replace("{menu_item_id}", Long.toString(MENU_ITEM_OF_NO_ORDER))
			.replace("{payment_id}",
					(order.has("check_payment") ? order.required("check_payment") : order.at("/payments/0/id"))
						.asText())
			.replace("{adjustment_id}", order.at("/adjustments/0/id").asText())
			.replace("{course}", "2")
			.replace("{number}", "1")
			.replace("{check_id}", order.path("check_id").asText())
			.replace("{item_id}", order.at("/items/0/id").asText())
			.replace("{tracking_code}", order.required("tracking_code").asText());
		if (OF_A_LOCATION.contains(operation.id())) {
			path += "?location_id=" + places.here();
		}
		path += switch (operation.id()) {
			case "reportDay" -> "&business_day=2026-11-22";
			case "summarizeOrders" -> "&date_from=2026-11-16&date_to=2026-11-22";
			case "streamEvents" -> "&after=0";
			case "listOrders" -> "?page_size=100";
			case "listSagas" -> "?limit=1000";
			default -> "";
		};
		if (operation.id().equals("getClosing") && DAYS_AGO.get() > 30) {
			this.client.admin(1).post("/api/v1/locations/" + places.here() + "/closings", closing());
		}
		var body = row.body().apply(withAllIds(order, others));
		var answer = operation.id().equals("streamEvents") ? client.beginningOfStream(path, 2)
				: client.send(operation.method(), path, body);
		if (operation.method().equals("GET")) {
			var head = client.unchecked().send("HEAD", path, null);
			assertThat(head.status()).as("HEAD %s by %s", path, caller).isEqualTo(answer.status());
			assertThat(head.body()).isEmpty();
		}
		requireNoLeak(operation, answer, order, caller, places);
		return answer.status();
	}

	private void requireNoLeak(ApiOperation operation, Answer answer, JsonNode order, CallerKind caller,
			Places places) {
		if (operation.id().equals("trackOrder")) {
			var ids = AnsweredIds.in(answer.json());
			assertThat(ids.of(Kind.ORDER_NUMBER)).containsExactly(order.required("order_number").asText());
			assertThat(ids).hasToString("{ORDER_NUMBER=" + ids.of(Kind.ORDER_NUMBER) + "}");
			return;
		}
		if (answer.status() >= 400) {
			assertThat(answer.body()).doesNotContain(order.required("order_number").asText(),
					order.required("tracking_code").asText());
		}
		long asked = OF_A_LOCATION.contains(operation.id()) ? places.here() : 0;
		assertThat(answer.body().isEmpty() ? List.of() : leaks(answer.json(), caller, places, asked))
			.as("%s by %s", operation, caller)
			.isEmpty();
	}

	/**
	 * Finds ids in a response that the caller may not see, or that do not belong to the
	 * requested location.
	 * @param asked the requested location, 0 if there is none
	 */
	private List<String> leaks(JsonNode answer, CallerKind caller, Places places, long asked) {
		var ids = AnsweredIds.in(answer);
		List<String> leaks = new ArrayList<>();
		for (var kind : Kind.values()) {
			var owners = ids.owners(kind, this.database);
			owners.stream()
				.filter((owner) -> kind != Kind.LOCATION || !hasVisibleNamesake(owner, owners, caller, places))
				.filter((owner) -> !caller.sees(owner, places)
						|| asked != 0 && owner.locationId() != null && owner.locationId() != asked)
				.forEach((owner) -> leaks.add(kind + " of " + owner));
			if (kind.belongs() && owners.size() < ids.of(kind).size()) {
				leaks.add(kind + " of nothing, among " + ids.of(kind));
			}
		}
		if (caller == CallerKind.CUSTOMER && !Set.of(Long.toString(CUSTOMER)).containsAll(ids.of(Kind.CUSTOMER))) {
			leaks.add("customers " + ids.of(Kind.CUSTOMER));
		}
		if ((caller == CallerKind.STAFF || asked == places.here())
				&& ids.of(Kind.MENU_ITEM).contains(Long.toString(MENU_ITEM_ELSEWHERE))) {
			leaks.add("what is ordered elsewhere, among " + ids.of(Kind.MENU_ITEM));
		}
		return leaks;
	}

	/**
	 * Whether another tenant has a location with the same id, which the caller may see.
	 */
	private static boolean hasVisibleNamesake(Owner location, List<Owner> locations, CallerKind caller, Places places) {
		return locations.stream()
			.filter((other) -> Objects.equals(other.locationId(), location.locationId()))
			.anyMatch((other) -> !other.equals(location) && caller.sees(other, places));
	}

	/** A closing of a day that is not closed yet. */
	private static Map<String, Object> closing() {
		var day = LocalDate.ofInstant(Clock.tickMillis(ZoneOffset.UTC).instant(), ZoneOffset.UTC)
			.minusDays(DAYS_AGO.getAndDecrement());
		return Map.of("business_day", day.toString(), "counted_cash", "0.00", "carry_over", true);
	}

	private JsonNode take(Places places, long locationId, long customerId) {
		var till = new OrderClient(this.client.admin((locationId == places.abroad()) ? 2 : 1));
		return till.take((locationId == places.here()) ? bodyHere(locationId, customerId)
				: OrderBody.at(locationId, OrderBody.line(MENU_ITEM_ELSEWHERE, 1)).with("customer_id", customerId));
	}

	private static OrderBody bodyHere(long locationId, long customerId) {
		return OrderBody.at(locationId, OrderBody.line(10, 1), OrderBody.line(15, 1)).with("customer_id", customerId);
	}

	/** Request body of another order like the given one. */
	private static OrderBody another(JsonNode order) {
		return bodyHere(order.required("location_id").asLong(), CUSTOMER);
	}

	private static JsonNode withAllIds(JsonNode order, List<JsonNode> others) {
		var all = JsonNodeFactory.instance.arrayNode().add(order.required("id"));
		others.forEach((other) -> all.add(other.required("id")));
		return ((ObjectNode) order.deepCopy()).set("all_ids", all);
	}

	private static Owner owner(JsonNode order) {
		return new Owner(order.required("tenant_id").asLong(), order.required("location_id").asLong(),
				order.required("customer_id").asLong());
	}

	private static Set<String> ids(List<JsonNode> orders) {
		return orders.stream().map((order) -> order.required("id").asText()).collect(Collectors.toSet());
	}

	/** Ids of those orders that are in the response. */
	private static Set<String> among(List<JsonNode> orders, Answer answer) {
		var found = new TreeSet<>(AnsweredIds.in(answer.json()).of(Kind.ORDER));
		found.retainAll(ids(orders));
		return found;
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

	private static Map.Entry<String, Row> row(String operationId, String scope, String statuses,
			Function<JsonNode, Object> body) {
		return Map.entry(operationId,
				new Row(scope, Arrays.stream(statuses.split(" ")).map(Integer::valueOf).toList(), body));
	}

}
