import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads what bench/generate has loaded from a local run, one request after the other, and
 * prints how long each kind of read takes: {@code java bench/Reads.java [service]}.
 */
class Reads {

	private static final int WARM_UP = 200;

	private static final int TIMES = 500;

	private static final long TENANT = 101;

	private final HttpClient http = HttpClient.newHttpClient();

	private final Random random = new Random(101);

	private final URI service;

	private final String token;

	private String cursor = "";

	Reads(URI service) throws IOException, InterruptedException {
		this.service = service;
		var request = HttpRequest.newBuilder(service.resolve("/sandbox/tokens"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"tenant_id\": " + TENANT + ", \"role\": \"admin\"}"))
			.build();
		this.token = first("\"token\":\\s*\"([^\"]+)\"", this.http.send(request, BodyHandlers.ofString()).body());
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		new Reads(URI.create((arguments.length > 0) ? arguments[0] : "http://127.0.0.1:8000")).measure();
	}

	private void measure() throws IOException, InterruptedException {
		var today = LocalDate.now(ZoneOffset.UTC);
		var newest = Long.parseLong(first("\"id\":(\\d+)", get("/orders?page_size=1").body()));
		var oldest = Long.parseLong(first("\"id\":(\\d+)", get("/orders?page_size=1&order=asc").body()));
		print("list page of 20", () -> "/orders");
		var deep = "/orders?date_to=" + today.minusMonths(18) + "T00:00:00Z";
		this.cursor = first("\"next_cursor\":\"([^\"]+)\"", get(deep).body());
		print("page of 20, 18 months deep, by cursor", () -> deep + "&cursor=" + this.cursor);
		var numbers = Pattern.compile("\"order_number\":\"([^\"]+)\"")
			.matcher(get(deep + "&page_size=100").body())
			.results()
			.map((match) -> match.group(1))
			.toList();
		print("search for an order number", () -> "/orders?search=" + encoded(oneOf(numbers)));
		print("order by id, never read before", () -> "/orders/" + this.random.nextLong(oldest, newest));
		print("report of a month by day, 10 locations", () -> {
			var from = today.minusDays(31 + this.random.nextInt(690));
			return "/orders/reports/summary?date_from=" + from + "&date_to=" + from.plusDays(29);
		});
	}

	private void print(String name, Supplier<String> path) throws IOException, InterruptedException {
		for (int i = 0; i < WARM_UP; i++) {
			get(path.get());
		}
		var times = new long[TIMES];
		for (int i = 0; i < TIMES;) {
			var start = System.nanoTime();
			var answer = get(path.get());
			var time = System.nanoTime() - start;
			// half of the ids are other tenants'
			if (answer.statusCode() == 200) {
				times[i++] = time;
				follow(answer.body());
			}
		}
		Arrays.sort(times);
		System.out.printf("%-40s p50 %6.2f ms  p95 %6.2f ms%n", name, millis(times[TIMES / 2]),
				millis(times[TIMES * 95 / 100]));
	}

	private void follow(String page) {
		var next = Pattern.compile("\"next_cursor\":\"([^\"]+)\"").matcher(page);
		if (next.find()) {
			this.cursor = next.group(1);
		}
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(this.service.resolve("/api/v1" + path))
			.header("Authorization", "Bearer " + this.token)
			.timeout(Duration.ofSeconds(60))
			.build();
		var answer = this.http.send(request, BodyHandlers.ofString());
		if (answer.statusCode() != 200 && answer.statusCode() != 404) {
			throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
		}
		return answer;
	}

	private static String first(String pattern, String text) {
		var match = Pattern.compile(pattern).matcher(text);
		if (!match.find()) {
			throw new IllegalStateException(pattern + " is not in " + text);
		}
		return match.group(1);
	}

	private <T> T oneOf(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static double millis(long nanos) {
		return nanos / 1e6;
	}

}
