package com.auraconnect.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestKitchen;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Displays load the queue while orders are taken and changed, then follow the events
 * after its sequence, by the rules in the description of the queue.
 */
@ServiceTest
class KitchenDisplayIT {

	private static final Logger log = LoggerFactory.getLogger(KitchenDisplayIT.class);

	private static final int ORDERS = 200;

	private static final Set<String> ALL = Set.of("pending", "confirmed", "preparing", "ready");

	private static final Set<String> IN_THE_KITCHEN = Set.of("confirmed", "preparing");

	private final TestKitchen kitchen;

	private final TestEnvironment site;

	private final JdbcClient database;

	KitchenDisplayIT(ServiceClient client, TestEnvironment site) {
		this.site = site;
		this.database = site.database();
		this.kitchen = TestKitchen.open(client, this.database);
	}

	@Test
	void aDisplayThatLoadsTheQueueMeanwhileKnowsEveryOrderExactlyOnce() {
		var displays = new ConcurrentLinkedQueue<Display>();
		var taken = new AtomicInteger();
		new Terminals(8).share(IntStream.range(0, ORDERS).boxed().toList(), (number) -> {
			JsonNode order = this.kitchen.pending(10, 20);
			displays.addAll(loadAfter(taken.incrementAndGet()));
			walk(order, number % 4);
		});
		awaitAllPublished();
		List<EventFeed.Entry> stream = this.site.feed(this.kitchen.locationId()).entries();
		Map<Long, Seen> stored = stored();
		assertThat(stored).hasSize(ORDERS);

		for (Display display : displays) {
			display.follow(stream);
			assertThat(display.known()).isEqualTo(shownIn(stored, display.statuses));
			assertThat(display.learned).doesNotHaveDuplicates().containsAll(display.known().keySet());
			if (display.statuses.equals(ALL)) {
				assertThat(display.learned).hasSize(ORDERS);
			}
		}
		log.info("{} displays loaded the queue while {} orders were taken with {} events: {}", displays.size(), ORDERS,
				stream.size(), displays);
	}

	/** Two displays of each kind, after every tenth order. */
	private List<Display> loadAfter(int orders) {
		return (orders % 10 == 0) ? List.of(new Display(ALL), new Display(IN_THE_KITCHEN)) : List.of();
	}

	private void walk(JsonNode order, int steps) {
		String[] way = { "confirmed", "preparing", "ready" };
		for (int i = 0; i < steps; i++) {
			this.kitchen.till().move(TestKitchen.id(order), way[i]);
		}
	}

	/** While no event is numbered, the queue has changes beyond its sequence. */
	@Test
	void aCommittedChangeWithoutANumberIsNotAppliedTwice() {
		JsonNode before = this.kitchen.confirmed(10);
		awaitAllPublished();
		Display display;
		try (var lock = DatabaseLock.onWritesTo(this.site, "event_feeds")) {
			JsonNode meanwhile = this.kitchen.preparing(10);
			lock.awaitWaiting(1);
			display = new Display(ALL);
			assertThat(display.sequence).isEqualTo(2);
			assertThat(display.known()).containsOnlyKeys(TestKitchen.id(before), TestKitchen.id(meanwhile));
		}
		awaitAllPublished();

		display.follow(this.site.feed(this.kitchen.locationId()).entries());

		assertThat(display.dropped).as("created, confirmed and preparing, each one event").isEqualTo(3);
		assertThat(display.learned).hasSize(2);
		assertThat(display.known()).isEqualTo(stored());
	}

	private void awaitAllPublished() {
		await().atMost(Duration.ofSeconds(60)).until(() -> this.database.sql("""
				SELECT (SELECT count(*) FROM outbox_events WHERE location_id = :location AND sequence IS NULL)
				     + (SELECT coalesce(sum(last_sequence - published_sequence), 0)
				        FROM event_feeds
				        WHERE location_id = :location)
				""").param("location", this.kitchen.locationId()).query(Long.class).single() == 0);
	}

	private Map<Long, Seen> stored() {
		return this.database.sql("SELECT id, status, version FROM orders WHERE location_id = ?")
			.param(this.kitchen.locationId())
			.query((row, i) -> Map.entry(row.getLong(1), new Seen(row.getString(2), row.getInt(3))))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Map<Long, Seen> shownIn(Map<Long, Seen> orders, Set<String> statuses) {
		return orders.entrySet()
			.stream()
			.filter((order) -> statuses.contains(order.getValue().status()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** A display's state of an order. */
	private record Seen(String status, int version) {
	}

	/** A display that follows the rules. */
	private final class Display {

		private final Set<String> statuses;

		private final long sequence;

		/** All known orders, also those no longer shown. */
		private final Map<Long, Seen> seen = new HashMap<>();

		private final List<Long> learned = new ArrayList<>();

		private int dropped;

		private int lookedUp;

		Display(Set<String> statuses) {
			this.statuses = statuses;
			JsonNode queue = KitchenDisplayIT.this.kitchen.queue("&status=" + String.join("&status=", statuses)).json();
			this.sequence = queue.at("/meta/sequence").asLong();
			queue.required("data").forEach(this::update);
		}

		private void update(JsonNode order) {
			this.learned.add(TestKitchen.id(order));
			this.seen.put(TestKitchen.id(order),
					new Seen(order.required("status").asText(), order.required("version").asInt()));
		}

		void follow(List<EventFeed.Entry> stream) {
			stream.stream()
				.filter((entry) -> entry.event().required("sequence").asLong() > this.sequence)
				.forEach(this::apply);
		}

		private void apply(EventFeed.Entry entry) {
			Seen known = this.seen.get(entry.orderId());
			String status = entry.event().at("/data/status").asText();
			if (known != null && entry.orderVersion() <= known.version()) {
				this.dropped++;
			}
			else if (known != null) {
				this.seen.put(entry.orderId(), new Seen(status, entry.orderVersion()));
			}
			else if (this.statuses.contains(status)) {
				this.lookedUp++;
				update(KitchenDisplayIT.this.kitchen.till().order(entry.orderId()));
			}
		}

		Map<Long, Seen> known() {
			return shownIn(this.seen, this.statuses);
		}

		@Override
		public String toString() {
			return "%d orders up to %d, %d looked up, %d events dropped".formatted(this.learned.size() - this.lookedUp,
					this.sequence, this.lookedUp, this.dropped);
		}

	}

}
