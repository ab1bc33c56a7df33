import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Follows tenant 1 until it is ended, and then writes the arrival time of each change:
 * {@code Lag channel|stream|sse FILE REDIS SERVICE TOKEN LOCATIONS}. A line has the order,
 * its new status and the time in microseconds since 1970. Prints a line when it listens.
 * {@code Lag listen FILE POSTGRES} follows orders by PostgreSQL's NOTIFY.
 */
public class Lag {

	private static final Pattern CHANGE = Pattern.compile("\"event_type\":\"order\\.(created|status_changed)\""
			+ ".*?\"order_id\":(\\d+).*?\"(?:new_)?status\":\"(\\w+)\"");

	private final Queue<String> heard = new ConcurrentLinkedQueue<>();

	public static void main(String[] arguments) throws InterruptedException, SQLException {
		var lag = new Lag();
		var file = Path.of(arguments[1]);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> lag.write(file)));
		switch (arguments[0]) {
			case "channel" -> lag.subscribe(arguments[2]);
			case "stream" -> lag.readStreams(arguments[2], Integer.parseInt(arguments[5]));
			case "sse" -> lag.followOverHttp(URI.create(arguments[3]), arguments[4], Integer.parseInt(arguments[5]));
			case "listen" -> lag.listen(arguments[2]);
			default -> throw new IllegalArgumentException(arguments[0]);
		}
		System.out.println("listening");
		Thread.currentThread().join();
	}

	private void hear(String message) {
		var now = now();
		Matcher change = CHANGE.matcher(message);
		if (change.find()) {
			this.heard.add(change.group(2) + "\t" + change.group(3) + "\t" + now);
		}
	}

	private static long now() {
		return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
	}

	private void listen(String postgres) throws SQLException {
		var connection = DriverManager.getConnection(postgres);
		try (var statement = connection.createStatement()) {
			statement.execute("LISTEN orders");
		}
		Thread.ofPlatform().daemon().start(() -> {
			while (true) {
				for (var notification : notifications(connection)) {
					this.heard.add(notification.getParameter() + "\tpending\t" + now());
				}
			}
		});
	}

	private static PGNotification[] notifications(Connection connection) {
		try {
			return connection.unwrap(PGConnection.class).getNotifications(0);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void subscribe(String redis) {
		var subscription = RedisClient.create(redis).connectPubSub();
		subscription.addListener(new RedisPubSubAdapter<>() {
			@Override
			public void message(String channel, String message) {
				hear(message);
			}
		});
		subscription.sync().subscribe("orders:1");
	}

	private void readStreams(String redis, int locations) {
		var connection = RedisClient.create(redis).connect();
		connection.setTimeout(Duration.ofMinutes(1));
		String[] ids = new String[locations];
		IntStream.range(0, locations).forEach((i) -> {
			var last = connection.sync().xrevrange(stream(i), io.lettuce.core.Range.unbounded(),
					io.lettuce.core.Limit.from(1));
			ids[i] = last.isEmpty() ? "0-0" : last.getFirst().getId();
		});
		Thread.ofPlatform().daemon().start(() -> {
			while (true) {
				@SuppressWarnings("unchecked")
				StreamOffset<String>[] offsets = IntStream.range(0, locations)
					.mapToObj((i) -> StreamOffset.from(stream(i), ids[i]))
					.toArray(StreamOffset[]::new);
				for (var entry : connection.sync().xread(XReadArgs.Builder.block(10_000), offsets)) {
					hear(entry.getBody().get("event"));
					ids[Integer.parseInt(entry.getStream().split(":")[2]) - 1] = entry.getId();
				}
			}
		});
	}

	private static String stream(int i) {
		return "orders:1:" + (i + 1) + ":stream";
	}

	private void followOverHttp(URI service, String token, int locations) {
		var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		for (int i = 1; i <= locations; i++) {
			var request = HttpRequest.newBuilder(service.resolve("/api/v1/events/stream?location_id=" + i))
				.header("Authorization", "Bearer " + token)
				.build();
			try {
				var answer = http.send(request, BodyHandlers.ofLines());
				if (answer.statusCode() != 200) {
					throw new IOException("The stream of location " + i + " was answered with " + answer.statusCode());
				}
				Thread.ofVirtual().start(() -> answer.body().filter((line) -> line.startsWith("data:")).forEach(this::hear));
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private void write(Path file) {
		try {
			Files.write(file, this.heard);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
