package com.auraconnect.orders.web;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.ApiOperation;
import com.auraconnect.orders.testing.RawHttp;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that cannot be parsed. Each is answered with a problem, never with a 500. */
@ServiceTest
class MalformedRequestIT {

	private static final int LIMIT = 256 * 1024;

	private final ServiceClient client;

	private final String token;

	private final Environment environment;

	MalformedRequestIT(ServiceClient client, Sandbox sandbox, Environment environment) {
		this.client = client.admin(1);
		this.token = sandbox.tokens().token(TokenRequest.admin(1));
		this.environment = environment;
	}

	private static final String BEYOND_BOUNDS = "The JSON is nested too deeply, has too many values, or a number or a name in it is too long";

	static Stream<Arguments> bodies() {
		return Stream.of(arguments("", "The body is empty"), arguments("[]", "The body must be a JSON object"),
				arguments(" ", "The body must be a JSON object"), arguments("[{}]", "The body must be a JSON object"),
				arguments("null", "The body must be a JSON object"),
				arguments("\"{}\"", "The body must be a JSON object"), arguments("5", "The body must be a JSON object"),
				arguments("{", "The JSON is incomplete: line 1, column 2"),
				arguments("{\"notes\": \"", "The JSON is incomplete: line 1, column 12"),
				arguments("{\n 'notes': 1}", "The body is not JSON: line 2, column 2"),
				arguments("{\"notes\": java.lang.String}", "The body is not JSON: line 1, column 11"),
				arguments("{\"notes\": \"\0\"}", "The body is not JSON: line 1, column 12"),
				arguments("{\"quantity\": 01}", "The body is not JSON: line 1, column 15"),
				arguments("{\"quantity\": NaN}", "The body is not JSON: line 1, column 17"),
				arguments("{} {}", "There is content after the JSON: line 1, column 4"),
				arguments("{} x", "The body is not JSON: line 1, column 4"),
				arguments("{\"a\": 1, \"a\": 1}", "The JSON has a duplicate field: line 1, column 13"),
				arguments("{\"\\ud800\": 1, \"\\ud800\": 1}", "The JSON has a duplicate field: line 1, column 23"),
				arguments("{\"items\": [{\"id\": 1, \"id\": 2}]}", "The JSON has a duplicate field: line 1, column 26"),
				arguments("{\"a\":" + "[".repeat(32), BEYOND_BOUNDS),
				arguments("{\"a\": [" + "1,".repeat(20_000) + "1]}", BEYOND_BOUNDS),
				arguments("{\"a\": 1" + "0".repeat(100) + "}", BEYOND_BOUNDS));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void aBodyThatIsNotAJsonObjectIsMalformed(String body, String detail) {
		var answer = this.client.post("/api/v1/orders", body);

		assertThat(answer.text("/detail")).isEqualTo(detail);
		assertMalformed(answer);
		assertThat(answer.at("/errors").isMissingNode()).isTrue();
	}

	@Test
	void aBodyOfTheMaximumDepthIsRead() {
		var answer = this.client.post("/api/v1/orders", "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}");

		assertThat(answer.text("/code")).isEqualTo("VALIDATION_ERROR");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u00ff", "\u00c3(", "\u00c0\u0080", "\u00ed\u00a0\u0080",
			"\u00f8\u0088\u0080\u0080\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082" })
	void invalidBytesAreNotUtf8(String bytes) {
		var answer = post("application/json", ("{\"notes\": \"" + bytes + "\"}").getBytes(StandardCharsets.ISO_8859_1));

		assertMalformed(answer);
		assertThat(answer.text("/detail")).isEqualTo("The body is not UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16LE", "UTF-16BE", "UTF-32" })
	void noOtherCharsetIsGuessed(Charset charset) {
		assertMalformed(post("application/json", "{}".getBytes(charset)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/json;charset=ISO-8859-1", "application/json;charset=utf-16",
			"application/json;charset=klingon", "application/xml", "application/x-www-form-urlencoded",
			"multipart/form-data", "multipart/form-data; boundary=x", "nonsense", "application/*" })
	void onlyJsonInUtf8IsSupported(String type) {
		assertProblem(post(type, "{}".getBytes(StandardCharsets.UTF_8)), 415, "UNSUPPORTED_MEDIA_TYPE");
	}

	@Test
	void utf8MayBeDeclared() {
		var answer = post("Application/JSON; charset=\"utf-8\"", "{}".getBytes(StandardCharsets.UTF_8));

		assertThat(answer.text("/code")).isEqualTo("VALIDATION_ERROR");
	}

	@Test
	void aBodyUpToTheLimitIsRead() {
		var answer = post("application/json", bodyOf(LIMIT));

		assertThat(answer.text("/code")).as(answer.toString()).isEqualTo("VALIDATION_ERROR");
	}

	@ParameterizedTest
	@ValueSource(ints = { LIMIT + 1, 10 * 1024 * 1024 })
	void aLargerBodyIsRefused(int size) {
		assertProblem(post("application/json", bodyOf(size)), 413, "PAYLOAD_TOO_LARGE");
	}

	@ParameterizedTest
	@ValueSource(ints = { LIMIT + 1, 10 * 1024 * 1024 })
	void aLargerBodyInChunksIsRefused(int size) {
		var answer = send(chunked(chunks(bodyOf(size))));

		assertProblem(answer, 413, "PAYLOAD_TOO_LARGE");
		assertThat(answer.text("/detail")).isEqualTo("The body has more than 262144 bytes");
	}

	@ParameterizedTest
	@ValueSource(ints = { 5_000, 100_000, LIMIT })
	void aClientThatOffersAnHttp2UpgradeCanSendItsBody(int size) throws Exception {
		try (var fresh = HttpClient.newHttpClient()) {
			var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1/orders"))
				.header("Authorization", "Bearer " + this.token)
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofByteArray(bodyOf(size)))
				.build();

			assertThat(fresh.send(request, HttpResponse.BodyHandlers.ofString()).body()).contains("VALIDATION_ERROR");
		}
	}

	@Test
	void aStandardClientReadsTheRejectionOfALargerBody() {
		var answer = this.client.post("/api/v1/orders",
				new String(bodyOf(10 * 1024 * 1024), StandardCharsets.US_ASCII));

		assertProblem(answer, 413, "PAYLOAD_TOO_LARGE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "-1", "0", "99999999999999999999", "1.5", "%20", "1%00", "null" })
	void anInvalidIdIsNotFound(String id) {
		var answer = line("GET /api/v1/orders/" + id);

		assertThat(answer.status()).isIn(400, 404);
		assertIsProblem(answer);
	}

	@ParameterizedTest
	@CsvSource({ "GET //, 400", "GET //api/v1/orders, 400", "GET /api/v1/orders/1;x=y, 400",
			"GET /api/v1/orders%2f1, 400", "GET /api/v1/orders%5c1, 400", "GET /api/v1/%2e%2e/orders, 400",
			"GET /api/v1/orders/%00, 400", "GET /api/v1/orders/%zz, 400", "GET /api/../../etc/passwd, 400",
			"GET /api/v1/orders/%0a, 400", "FOO /api/v1/orders, 405", "TRACE /api/v1/orders, 405",
			"PROPFIND /api/v1/orders, 405", "get /api/v1/orders, 405", "FOO /api/v1/orders/1/status, 405",
			"FOO /health, 405", "FOO /nowhere, 404", "DELETE /api/v1/orders, 405", "PATCH /api/v1/orders, 405",
			"GET /api/v1/nowhere, 404", "GET /WEB-INF/web.xml, 404", "GET /api/v1/orders?%00=%00, 400" })
	void anIrregularRequestIsRejectedWithAProblem(String request, int status) {
		var answer = line(request);

		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertIsProblem(answer);
	}

	@Test
	void anUnknownMethodIsNotAllowedForAnyCaller() {
		var foo = RawHttp.request(List.of("FOO /api/v1/orders HTTP/1.1", "Host: localhost", "Connection: close"),
				new byte[0]);

		assertProblem(send(foo), 405, "METHOD_NOT_ALLOWED");
		assertThat(send(foo).header("Allow")).get().asString().contains("GET", "POST");
		assertProblem(this.client.customer(1, 7).unchecked().send("FOO", "/api/v1/orders", null), 405,
				"METHOD_NOT_ALLOWED");
	}

	static Stream<ApiOperation> operations() {
		return ApiOperation.all().stream();
	}

	/** Tomcat would drop such a parameter silently. */
	@ParameterizedTest
	@MethodSource("operations")
	void aQueryOrPathThatCannotBeDecodedIsMalformed(ApiOperation operation) {
		var line = operation.method() + " " + operation.path().replaceAll("\\{\\w+}", "1");

		for (var broken : List.of("?a=100%", "?a=%2", "?a=%zz", "?a=%ff", "?%=1", "?a=1&b=%c3(", "?=1", "?a=1&=2",
				"?a=%ed%a0%80", "%", "%4", "/%ff")) {
			var answer = line(line + broken);
			assertThat(answer.status()).as(line + broken).isEqualTo(400);
			assertMalformed(answer);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders?search=100%25", "/orders?search=%E2%82%AC+%20", "/orders?", "/orders?&&",
			"/orders?status=pending&status=ready&", "/orders?table_number&" })
	void aQueryThatCanBeDecodedIsRead(String request) {
		var answer = line("GET /api/v1" + request);

		assertThat(answer.status()).as(answer.toString()).isEqualTo(request.contains("table_number") ? 400 : 200);
		assertThat(answer.body()).doesNotContain("MALFORMED_REQUEST");
	}

	/** Tomcat reads a thousand parameters and would drop the station. */
	@Test
	void aQueryWithTooManyParametersIsRejected() {
		assertMalformed(line("GET /api/v1/kitchen/orders?location_id=1&" + "status&".repeat(1000) + "station=bar"));
		assertMalformed(line("GET /api/v1/orders?" + "status=ready&".repeat(100) + "location_id=2"));
		assertThat(line("GET /api/v1/orders?" + "status=ready&".repeat(99) + "location_id=2").status()).isEqualTo(200);
	}

	static Stream<ApiOperation> operationsWithoutABody() {
		return operations().filter((operation) -> operation.example() == null);
	}

	@ParameterizedTest
	@MethodSource("operationsWithoutABody")
	void anOperationWithoutABodyRejectsOne(ApiOperation operation) {
		var path = operation.path().replaceAll("\\{\\w+}", "1");

		for (var body : List.of("{\"item_id\": 5}", "[]", "null", "x", "{", "{}{}", " ".repeat(65))) {
			assertProblem(this.client.send(operation.method(), path, body), 400, "MALFORMED_REQUEST");
		}
		assertMalformed(send(RawHttp.request(
				List.of(operation.method() + " " + path + " HTTP/1.1", "Host: localhost", "Connection: close",
						"Authorization: Bearer " + this.token, "Transfer-Encoding: chunked"),
				chunks("{\"item_id\": 5}".getBytes(StandardCharsets.US_ASCII)))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{}", " { } \r\n" })
	void anOperationWithoutABodyAcceptsAnEmptyOne(String body) {
		assertThat(this.client.send("DELETE", "/api/v1/orders/999999999/items/1", body).text("/code"))
			.isEqualTo("NOT_FOUND");
		assertThat(this.client.post("/api/v1/kitchen/orders/999999999/ready", body).text("/code"))
			.isEqualTo("NOT_FOUND");
		assertThat(this.client.send("GET", "/api/v1/orders", body).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /a\0b", "GET /api/v1/orders/{}", "GET /api/v1/orders?a=\u00e9|", "GET  /x y z",
			"G@T /api/v1/orders", "GET http://[/" })
	void aRequestThatIsNotHttpIsRejectedWithoutDetails(String request) {
		var answer = line(request);

		assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
		assertThat(answer.body()).doesNotContain("<", "Exception", "Tomcat");
	}

	/** Tomcat sends no response body on such a connection. */
	@ParameterizedTest
	@ValueSource(strings = { "zz\r\n{}\r\n0\r\n\r\n", "5\r\n{}", "-1\r\n{}\r\n0\r\n\r\n" })
	void aTruncatedBodyIsRejectedWithoutDetails(String chunks) {
		var answer = send(chunked(chunks.getBytes(StandardCharsets.US_ASCII)));

		assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
		assertThat(answer.body()).doesNotContain("<", "Exception", "Tomcat");
	}

	@Test
	void aTooLongPathIsRejected() {
		var answer = line("GET /api/v1/orders?search=" + "x".repeat(20_000));

		assertProblem(answer, 414, "PAYLOAD_TOO_LARGE");
	}

	@Test
	void tooLargeHeadersAreRejected() {
		var answer = send(RawHttp.request(List.of("GET /api/v1/orders HTTP/1.1", "Host: localhost", "Connection: close",
				"Authorization: Bearer " + this.token, "X-Large: " + "x".repeat(20_000)), new byte[0]));

		assertProblem(answer, 431, "PAYLOAD_TOO_LARGE");
	}

	@Test
	void noResponseIsSniffedOrCached() {
		for (var answer : List.of(this.client.get("/api/v1/orders"), this.client.get("/api/v1/orders/0"),
				this.client.with("Authorization", "Bearer x").get("/api/v1/orders"), line("GET //api/v1/orders"),
				this.client.get("/api/v1/track/x"))) {
			assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
			assertThat(answer.header("Cache-Control")).get().asString().contains("no-store");
		}
	}

	@Test
	void crossOriginRequestsAreRejected() {
		var answer = send(
				RawHttp.request(List.of("OPTIONS /api/v1/orders HTTP/1.1", "Host: localhost", "Connection: close",
						"Origin: https://evil.example", "Access-Control-Request-Method: POST"), new byte[0]));

		assertThat(answer.status()).isIn(401, 403);
		assertThat(answer.headers().map().keySet()).noneMatch((name) -> name.startsWith("Access-Control-Allow"));
	}

	private static void assertMalformed(Answer answer) {
		assertProblem(answer, 400, "MALFORMED_REQUEST");
	}

	private static void assertProblem(Answer answer, int status, String code) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
		assertThat(answer.text("/code")).isEqualTo(code);
		assertIsProblem(answer);
	}

	private static void assertIsProblem(Answer answer) {
		assertThat(answer.header("Content-Type")).as(answer.toString())
			.get()
			.asString()
			.startsWith("application/problem+json");
		assertThat(answer.at("/status").asInt()).isEqualTo(answer.status());
		assertThat(answer.text("/code")).isNotEmpty();
		assertThat(answer.text("/detail")).isNotEmpty();
		assertThat(answer.text("/instance")).startsWith("/");
		assertThat(answer.text("/request_id")).isEqualTo(answer.header("X-Request-Id").orElseThrow());
		assertThat(answer.body()).doesNotContain("Exception", "com.", "org.", "java");
	}

	/** Returns JSON of this many bytes, with one unknown field. */
	private static byte[] bodyOf(int size) {
		return ("{\"x\": \"" + "x".repeat(size - 9) + "\"}").getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] chunks(byte[] body) {
		var chunks = new ByteArrayOutputStream();
		chunks.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
		chunks.writeBytes(body);
		chunks.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return chunks.toByteArray();
	}

	private Answer post(String type, byte[] body) {
		return send(RawHttp.request(List.of("POST /api/v1/orders HTTP/1.1", "Host: localhost", "Connection: close",
				"Authorization: Bearer " + this.token, "Content-Type: " + type, "Content-Length: " + body.length),
				body));
	}

	private byte[] chunked(byte[] chunks) {
		return RawHttp.request(List.of("POST /api/v1/orders HTTP/1.1", "Host: localhost", "Connection: close",
				"Authorization: Bearer " + this.token, "Content-Type: application/json", "Transfer-Encoding: chunked"),
				chunks);
	}

	private Answer line(String methodAndPath) {
		return send(RawHttp.request(List.of(methodAndPath + " HTTP/1.1", "Host: localhost", "Connection: close",
				"Authorization: Bearer " + this.token), new byte[0]));
	}

	private Answer send(byte[] request) {
		return RawHttp.send(port(), request);
	}

	private int port() {
		return this.environment.getRequiredProperty("local.server.port", Integer.class);
	}

}
