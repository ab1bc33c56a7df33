package com.auraconnect.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.sandbox.DemoRestaurants;
import com.auraconnect.orders.sandbox.MenuItem;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.ApiOperation;
import com.auraconnect.orders.testing.Heap;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OtherCallers;
import com.auraconnect.orders.testing.ProductionJvm;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestRedis;
import com.auraconnect.orders.testing.TestSize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No caller can crash or stall a replica of the shipped size: the production jar, with
 * the heap of its container, gets the most expensive requests that are accepted, and
 * larger ones that are refused. After each flood the process lives, its heap is back at
 * its previous size, and other callers have been answered in time.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BoundsIT {

	private static final Logger log = LoggerFactory.getLogger(BoundsIT.class);

	private static final long SEED = 20261129;

	private static final int AT_ONCE = 16;

	/** Operations whose requests are sent one after the other, with one measurement. */
	private static final int OPERATIONS_TOGETHER = 4;

	private static final long IN_TIME_MILLIS = 1000;

	/** The limit while Postgres is down. */
	private static final long IN_TIME_WITHOUT_POSTGRES_MILLIS = 3500;

	/** Growth allowed for cached callers and orders. */
	private static final long MORE_HEAP = 24 * 1024 * 1024;

	/**
	 * Rounds of ordinary requests before the measurement, which leaves out the first
	 * request of each kind.
	 */
	private static final int WARM_UP = 10;

	/** A menu item with as many modifiers as a line may have. */
	private static final long LARGEST_ITEM = 9000;

	/** More than requests under way, so that some are refused at once. */
	private static final int FEWER_THAN_CONNECTIONS = 400;

	private static final int STALLED = 64;

	/** The memory of large answers, of pages being assembled, and of the requests. */
	private static final long MOST_OF_PAGES = 26 * 1024 * 1024;

	private static final int PAGES_OF_A_CONNECTION = 8;

	/** Together more than a page. */
	private static final int LARGE_ORDERS = 12;

	/** Places for streams: of a replica, of a tenant, of a caller. */
	private static final int STREAMS = 160;

	private static final int STREAMS_OF_A_TENANT = 80;

	private static final int STREAMS_OF_A_CALLER = 40;

	private static final long FIRST_LOCATION = 100_000;

	private static final long LAST_LOCATION = FIRST_LOCATION + STREAMS - 1;

	private static final int KILOBYTE = 1024;

	/** Bytes of heap, see {@code docs/security.md}. */
	private static final long MOST_OF_A_STREAM = 150 * KILOBYTE;

	private static final int MEGABYTE = 1024 * 1024;

	private final PostgresProcess postgres = TestPostgres.ownServer();

	private final TestEnvironment site = site();

	private final ServiceProcess service = ServiceProcess.start(this.site.environment(), ProductionJvm.options());

	private final ServiceClient client = new ServiceClient(this.service.url(), this.site.sandbox().tokens())
		.unchecked();

	private long orderId;

	private long heap;

	/**
	 * An expensive request and the statuses that its answer may have; 503 is always
	 * permitted.
	 */
	private record Costly(String name, String method, String path, Map<String, String> headers, byte[] body,
			List<Integer> statuses) {

		static Costly post(String name, String path, String body, Integer... statuses) {
			return new Costly(name, "POST", path, Map.of(), body.getBytes(StandardCharsets.US_ASCII),
					List.of(statuses));
		}

		Costly with(String header, String value) {
			var headers = new TreeMap<>(this.headers);
			headers.put(header, value);
			return new Costly(this.name + " with " + header, this.method, this.path, headers, this.body, this.statuses);
		}

		/** A body of megabytes, of which the service reads one at a time. */
		boolean isBatch() {
			return this.body.length > MEGABYTE;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	private TestEnvironment site() {
		this.postgres.createDatabase("orders");
		return new TestEnvironment(this.postgres.url("orders").toString(), TestRedis.newUrl(), Sandbox.start());
	}

	@BeforeAll
	void open() {
		this.site.sandbox().menu().put(MenuItem.withModifiers(LARGEST_ITEM, 20));
		var url = PostgresUrl.parse(this.site.databaseUrl());
		DemoRestaurants.seed(new DriverManagerDataSource(url.jdbc(), url.user(), url.password()));
		this.orderId = new OrderClient(this.client.admin(1)).take(OrderBody.burgerAt(2)).required("id").asLong();
		for (var operation : ApiOperation.all()) {
			if (operation.method().equals("GET") && !operation.path().endsWith("/stream")) {
				this.client.admin(1).get(filled(operation.path()));
			}
		}
		try (var others = OtherCallers.of(this.client.staff(1, 2L), this.orderId)) {
			for (int i = 0; i < WARM_UP; i++) {
				others.awaitAnswers();
			}
		}
		this.heap = Heap.afterCollection(this.service);
		log.info("the service itself takes {} KiB", this.heap / KILOBYTE);
	}

	@AfterAll
	void close() {
		this.service.close();
		this.postgres.close();
	}

	static Stream<Costly> requests() {
		return Stream.of(Costly.post("87,000 empty items", "/api/v1/orders", orderOf("{},".repeat(86_999) + "{}"), 400),
				Costly.post("6 MB for one order", "/api/v1/orders", "[" + "{},".repeat(2 * MEGABYTE) + "{}]", 413),
				Costly.post("4 MB of empty orders", "/api/v1/orders/batch",
						"{\"orders\": [" + "{},".repeat(1_398_000) + "{}]}", 400),
				Costly.post("a list that is never closed", "/api/v1/orders", "[".repeat(256_000), 400),
				Costly.post("40,000 unknown fields", "/api/v1/orders", unknownFields(), 400),
				Costly.post("the first fault of each of 20,000 values", "/api/v1/orders",
						orderOf("{\"modifiers\": [" + "{},".repeat(150) + "{}]}," + "{},".repeat(48) + "{}"), 400),
				Costly.post("130,000 ids", "/api/v1/orders/batch-retrieve",
						"{\"ids\": [" + "1,".repeat(130_000) + "1]}", 400),
				Costly.post("the largest order", "/api/v1/orders", padded(largestOrder(), 256 * KILOBYTE), 201, 400),
				Costly.post("the largest calculation", "/api/v1/orders/calculate",
						padded(largestOrder(), 256 * KILOBYTE), 200, 400),
				Costly.post("4 MB of orders", "/api/v1/orders/batch", largestBatch(), 200))
			.flatMap((request) -> Stream.of(request, request.with("Idempotency-Key", "bounds-" + request.name())));
	}

	/** Those that are expensive and the largest ones of every operation, mixed. */
	@Test
	void costlyRequestsEndAndStallNothing() {
		var mixed = Stream.concat(requests().flatMap(BoundsIT::repeated), largestRequests().stream())
			.collect(Collectors.toCollection(ArrayList::new));
		Collections.shuffle(mixed, new Random(SEED));
		flood(mixed, IN_TIME_MILLIS);
	}

	/**
	 * Two of each. One batch without a key: only one is read at a time, and those with
	 * the key wait beside it.
	 */
	private static Stream<Costly> repeated(Costly request) {
		return (request.isBatch() && request.headers().isEmpty()) ? Stream.of(request) : Stream.of(request, request);
	}

	@Tag(TestSize.ENDURANCE)
	@ParameterizedTest
	@MethodSource("requests")
	void sixteenCostlyRequestsAtATimeEndAndStallNothing(Costly request) {
		var caller = this.client.admin(1);
		new Terminals(AT_ONCE).share(Collections.nCopies(2 * AT_ONCE, request), (warmUp) -> send(caller, warmUp));
		flood(Collections.nCopies((request.isBatch() ? 3 : 10) * AT_ONCE, request), IN_TIME_MILLIS);
	}

	@Tag(TestSize.ENDURANCE)
	@Test
	void theLargestRequestOfEveryOperationEndsAndStallsNothing() {
		var requests = largestRequests();
		for (int i = 0; i < requests.size(); i += OPERATIONS_TOGETHER) {
			flood(requests.subList(i, Math.min(i + OPERATIONS_TOGETHER, requests.size()))
				.stream()
				.flatMap((request) -> Collections.nCopies(4 * AT_ONCE, request).stream())
				.toList(), IN_TIME_MILLIS);
		}
	}

	@Test
	void headsThatDripEndAndStallNothing() {
		idleConnections(900, "GET /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + "x".repeat(2000));
	}

	@Test
	void bodiesWithoutATokenThatDripEndAndStallNothing() {
		idleConnections(900, "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ "Content-Length: 200000\r\n\r\n{");
	}

	@Test
	void connectionsThatIdleEndAndStallNothing() {
		idleConnections(7000, "");
	}

	/** Each connection sends a request first, whose buffers it may not keep. */
	@Tag(TestSize.ENDURANCE)
	@Test
	void connectionsThatIdleAfterARequestEndAndStallNothing() {
		idleConnections(7000, "GET /api/v1/orders HTTP/1.1\r\nHost: localhost\r\n\r\n");
	}

	/** Uses all places for streams, each at a location of its own. */
	@Test
	void streamsOfManyLocationsEndAndStallNothing() {
		openLocations();
		List<Socket> sockets = new ArrayList<>();
		long before = Heap.afterCollection(this.service);
		beside(STREAMS + " streams", IN_TIME_MILLIS, (others) -> {
			for (int i = 0; i < STREAMS; i++) {
				sockets.add(connection(streamHead(i)));
			}
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(this.client.metrics().value("events_streams")).isEqualTo(STREAMS));
			assertThat(this.client.as(display(0)).get(streamPath(0)).status()).isEqualTo(429);
			addAnEventAtEveryLocation();
			long taken = others.pausedFor(() -> Heap.afterCollection(this.service)) - before;
			log.info("{} streams take {} KiB each", STREAMS, taken / STREAMS / KILOBYTE);
			assertThat(taken / STREAMS).isLessThan(MOST_OF_A_STREAM);
		}, () -> sockets.forEach(BoundsIT::close));
	}

	/**
	 * Requests pages of the largest size and does not read them; more of them than the
	 * operating system's buffers hold.
	 */
	@Test
	void answersThatNoReaderTakesEndAndStallNothing() {
		new Terminals(4).share(Collections.nCopies(LARGE_ORDERS, largestOrder()),
				(order) -> assertThat(this.client.admin(1).post("/api/v1/orders", order).status()).isEqualTo(201));
		List<Socket> sockets = new ArrayList<>();
		var head = "GET /api/v1/orders?page_size=100 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
			.formatted(this.site.sandbox().tokens().token(TokenRequest.admin(1)));
		long before = Heap.afterCollection(this.service);
		beside(STALLED + " pages", IN_TIME_MILLIS, (others) -> {
			for (int i = 0; i < STALLED; i++) {
				sockets.add(connection(head.repeat(PAGES_OF_A_CONNECTION)));
			}
			await().atMost(Duration.ofSeconds(10))
				.until(() -> this.client.admin(1).get("/api/v1/orders?page_size=1").status() == 503);
			long taken = others.pausedFor(() -> Heap.afterCollection(this.service)) - before;
			log.info("{} pages that are not taken take {} KiB", STALLED, taken / KILOBYTE);
			assertThat(taken).isLessThan(MOST_OF_PAGES);
		}, () -> sockets.forEach(BoundsIT::close));
	}

	private void openLocations() {
		this.site.database().sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency)
				SELECT 1 + i / %d, %d + i, 'Location ' || i, 'UTC', 'USD'
				FROM generate_series(0, %d) i
				""".formatted(STREAMS_OF_A_TENANT, FIRST_LOCATION, STREAMS - 1)).update();
	}

	private void addAnEventAtEveryLocation() {
		this.site.database()
			.sql("""
					INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
					SELECT l.tenant_id, l.id, 1, 1, e.event_type, now(), e.data
					FROM locations l
					CROSS JOIN (SELECT event_type, data FROM outbox_events WHERE event_type = 'order.created' LIMIT 1) e
					WHERE l.id BETWEEN %d AND %d
					"""
				.formatted(FIRST_LOCATION, LAST_LOCATION))
			.update();
		await().atMost(Duration.ofSeconds(30)).until(() -> this.site.database().sql("""
				SELECT count(*)
				FROM event_feeds
				WHERE location_id BETWEEN %d AND %d AND published_sequence = last_sequence
				""".formatted(FIRST_LOCATION, LAST_LOCATION)).query(Long.class).single() == STREAMS);
	}

	private String streamHead(int i) {
		return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n".formatted(streamPath(i),
				this.site.sandbox().tokens().token(display(i)));
	}

	private static String streamPath(int i) {
		return "/api/v1/events/stream?location_id=" + (FIRST_LOCATION + i);
	}

	private static TokenRequest display(int i) {
		return TokenRequest.admin(1 + i / STREAMS_OF_A_TENANT).as("display-" + i / STREAMS_OF_A_CALLER);
	}

	@Tag(TestSize.ENDURANCE)
	@Test
	void readsThatWaitForPostgresEndAndStallNothing() {
		withoutPostgres(
				() -> flood(Collections.nCopies(700, list()), FEWER_THAN_CONNECTIONS, IN_TIME_WITHOUT_POSTGRES_MILLIS));
	}

	@Tag(TestSize.ENDURANCE)
	@Test
	void costlyRequestsWithoutPostgresEndAndStallNothing() {
		var requests = Stream.concat(requests(), largestRequests().stream())
			.flatMap((request) -> Collections.nCopies(4, request).stream())
			.toList();
		withoutPostgres(() -> flood(requests, AT_ONCE, IN_TIME_WITHOUT_POSTGRES_MILLIS));
	}

	private void withoutPostgres(Runnable flood) {
		this.postgres.kill9();
		try {
			flood.run();
		}
		finally {
			this.postgres.start();
			await().atMost(Duration.ofMinutes(1)).until(() -> this.client.get("/health").status() == 200);
		}
	}

	private void flood(List<Costly> requests, long inTimeMillis) {
		flood(requests, AT_ONCE, inTimeMillis);
	}

	/** Sends the requests concurrently, beside other callers. */
	private void flood(List<Costly> requests, int atOnce, long inTimeMillis) {
		var caller = this.client.admin(1);
		Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
		Queue<String> unexpected = new ConcurrentLinkedQueue<>();
		beside(requests.getFirst().name(), inTimeMillis, () -> new Terminals(atOnce).share(requests, (request) -> {
			var answer = send(caller, request);
			statuses.add(answer.status());
			if (!isExpected(request, answer)) {
				unexpected.add(request + ": " + answer);
			}
		}));
		log.info("{}: {}", requests.getFirst(), counted(statuses));
		assertThat(unexpected.stream().limit(3)).isEmpty();
	}

	private static boolean isExpected(Costly request, Answer answer) {
		return switch (answer.status()) {
			case 503 -> request.path().startsWith("/health")
					|| answer.header("Retry-After").isPresent() && answer.text("/code").endsWith("_UNAVAILABLE");
			case 409 -> request.statuses().isEmpty() || answer.text("/code").equals("IDEMPOTENCY_IN_PROGRESS");
			default ->
				request.statuses().isEmpty() ? answer.status() < 500 : request.statuses().contains(answer.status());
		};
	}

	private static Map<Integer, Long> counted(Queue<Integer> statuses) {
		return statuses.stream()
			.collect(Collectors.groupingBy((status) -> status, TreeMap::new, Collectors.counting()));
	}

	private static Answer send(ServiceClient caller, Costly request) {
		for (var header : request.headers().entrySet()) {
			caller = caller.with(header.getKey(), header.getValue());
		}
		return caller.send(request.method(), request.path(), (request.body().length > 0) ? request.body() : null);
	}

	/** Opens connections that send the text and then idle until others were served. */
	private void idleConnections(int count, String text) {
		List<Socket> sockets = new ArrayList<>();
		beside(count + " connections", IN_TIME_MILLIS, () -> {
			try {
				for (int i = 0; i < count; i++) {
					sockets.add(connection(text));
				}
			}
			finally {
				this.client.get("/health");
			}
		}, () -> sockets.forEach(BoundsIT::close));
	}

	private Socket connection(String text) {
		try {
			var socket = new Socket();
			socket.setReceiveBufferSize(4 * KILOBYTE);
			socket.connect(new InetSocketAddress("127.0.0.1", this.service.url().getPort()));
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void beside(String name, long inTimeMillis, Runnable flood) {
		beside(name, inTimeMillis, flood, () -> {
		});
	}

	private void beside(String name, long inTimeMillis, Runnable flood, Runnable end) {
		beside(name, inTimeMillis, (_) -> flood.run(), end);
	}

	/**
	 * @param flood gets the other callers, to pause them while it measures the heap: the
	 * collection stops the process
	 */
	private void beside(String name, long inTimeMillis, Consumer<OtherCallers> flood, Runnable end) {
		try (var others = others(inTimeMillis)) {
			try {
				others.awaitAnswers();
				flood.accept(others);
				others.awaitAnswers();
			}
			finally {
				end.run();
			}
			assertThat(this.service.isAlive()).as("the process after " + name).isTrue();
			log.info("beside {}: the slowest answer took {} ms", name, others.longestMillis());
			assertThat(others.failures()).as("beside " + name).isEmpty();
			assertThat(others.longestMillis()).as("beside " + name).isLessThan(inTimeMillis);
		}
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(Heap.afterCollection(this.service)).as("heap after " + name)
				.isLessThan(this.heap + MORE_HEAP));
	}

	private OtherCallers others(long inTimeMillis) {
		var caller = this.client.staff(1, 2L);
		return (inTimeMillis == IN_TIME_MILLIS) ? OtherCallers.of(caller, this.orderId)
				: OtherCallers.withoutPostgres(caller, this.orderId);
	}

	/** A request that is never answered from a cache. */
	private static Costly list() {
		return new Costly("lists", "GET", "/api/v1/orders?page_size=1", Map.of(), new byte[0], List.of(200));
	}

	/** One request of every operation, with the largest body, header, path and query. */
	private List<Costly> largestRequests() {
		var token = 1000;
		var headers = Map.of("X-Large", "x".repeat(16 * KILOBYTE - token), "Content-Type", "application/json");
		return ApiOperation.all()
			.stream()
			.filter((operation) -> !operation.path().endsWith("/stream"))
			.map((operation) -> {
				var path = filled(operation.path()) + "?x=";
				var body = (operation.example() != null) ? padded(operation.example().toString(), 256 * KILOBYTE) : "";
				return new Costly(operation.toString(), operation.method(),
						path + "x".repeat(8 * KILOBYTE - path.length()), headers, body.getBytes(StandardCharsets.UTF_8),
						List.of());
			})
			.toList();
	}

	private String filled(String path) {
		return path.replace("{id}", Long.toString(this.orderId))
			.replace("{location_id}", "990001")
			.replaceAll("\\{\\w+}", "1");
	}

	private static String orderOf(String items) {
		return "{\"location_id\": 1, \"order_type\": \"dine_in\", \"items\": [" + items + "]}";
	}

	private static String largestOrder() {
		var text = "x".repeat(500);
		var modifiers = LongStream.range(0, 20)
			.mapToObj((id) -> "{\"id\": %d}".formatted(101 + id))
			.collect(Collectors.joining(","));
		var discounts = "{\"name\": \"A\", \"type\": \"fixed\", \"value\": \"0.01\"},".repeat(19)
				+ "{\"name\": \"A\", \"type\": \"fixed\", \"value\": \"0.01\"}";
		var item = """
				{"menu_item_id": %d, "quantity": 99, "modifiers": [%s], "special_instructions": "%s",
				 "course": 1, "discounts": [%s]}""".formatted(LARGEST_ITEM, modifiers, text, discounts);
		return orderOf(String.join(",", Collections.nCopies(50, item)));
	}

	private static String largestBatch() {
		var item = "{\"menu_item_id\":10,\"quantity\":1,\"special_instructions\":\"" + "x".repeat(500) + "\"}";
		var items = String.join(",", Collections.nCopies(50, item));
		var orders = new ArrayList<String>();
		for (int i = 0; i < 100; i++) {
			orders.add("{\"idempotency_key\": \"bounds-" + i + "\", " + orderOf(items).substring(1));
		}
		return padded("{\"orders\": [" + String.join(",", orders) + "]}", 4 * MEGABYTE);
	}

	private static String unknownFields() {
		var fields = new StringBuilder("{");
		for (int i = 0; fields.length() < 256_000 - 20; i++) {
			fields.append("\"f").append(i).append("\":1,");
		}
		return fields.append("\"g\":1}").toString();
	}

	/** Appends white space up to the length. */
	private static String padded(String json, int length) {
		var spaces = new char[length - json.length()];
		Arrays.fill(spaces, ' ');
		return json + new String(spaces);
	}

}
