package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.FeedWatch;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.Terminals;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

/**
 * Everything that is there after a run, when all faults have ended and all work is done.
 *
 * @param orders as one replica answers, by id
 * @param checks all bills of tables
 * @param pages the events of each feed as the API lists them
 * @param events in the database, feed by feed, in sequence
 * @param streams the numbers of the events in the stream of each feed
 * @param watches what the followers of each feed have taken
 * @param hasLostStreams whether streams may have lost their oldest entries
 */
record Evidence(Site site, History history, Map<Long, JsonNode> orders, List<JsonNode> checks,
		Map<FeedId, List<JsonNode>> pages, List<CommittedEvent> events, Map<FeedId, List<Long>> streams,
		Map<FeedId, FeedWatch> watches, boolean hasLostStreams) {

	private static final int READERS = 4;

	private static final int UNAVAILABLE = 503;

	/** Time in which a quiet service must be able to answer. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	static Evidence collect(Site site, History history, Map<FeedId, FeedWatch> watches, boolean hasLostStreams) {
		return new Evidence(site, history, orders(site, 0), checks(site), ofEach((feed) -> pages(site, feed)),
				CommittedEvent.all(site.environment().database()), ofEach((feed) -> stream(site, feed)), watches,
				hasLostStreams);
	}

	private static List<JsonNode> checks(Site site) {
		return site.environment()
			.database()
			.sql("SELECT id, tenant_id FROM checks ORDER BY id")
			.query((row, _) -> read(site.client(0).admin(row.getLong("tenant_id")), "/api/v1/checks/%d",
					row.getLong("id")))
			.list();
	}

	private static <T> Map<FeedId, T> ofEach(Function<FeedId, T> evidence) {
		return FeedId.ALL.stream().collect(Collectors.toMap((feed) -> feed, evidence));
	}

	private static List<Long> stream(Site site, FeedId feed) {
		return new EventFeed(site.environment().redisUrl(), feed.tenantId(), feed.locationId()).entries()
			.stream()
			.map((entry) -> entry.event().required("sequence").asLong())
			.toList();
	}

	/** All orders, each as that replica answers a read by its id. */
	static Map<Long, JsonNode> orders(Site site, int replica) {
		Map<Long, Long> tenants = new TreeMap<>();
		site.environment().database().sql("SELECT id, tenant_id FROM orders").query((row) -> {
			tenants.put(row.getLong("id"), row.getLong("tenant_id"));
		});
		var admins = List.of(1L, 2L)
			.stream()
			.collect(Collectors.toMap((tenant) -> tenant, (tenant) -> site.client(replica).admin(tenant)));
		Map<Long, JsonNode> orders = new ConcurrentSkipListMap<>();
		new Terminals(READERS).share(tenants.entrySet(), (Map.Entry<Long, Long> order) -> orders.put(order.getKey(),
				read(admins.get(order.getValue()), "/api/v1/orders/%d", order.getKey())));
		return orders;
	}

	private static List<JsonNode> pages(Site site, FeedId feed) {
		ServiceClient admin = site.client(0).admin(feed.tenantId());
		var events = new ArrayList<JsonNode>();
		long after = 0;
		JsonNode page;
		do {
			page = read(admin, "/api/v1/events?location_id=%d&after=%d&limit=500", feed.locationId(), after);
			page.required("data").forEach(events::add);
			after = events.isEmpty() ? 0 : events.getLast().required("sequence").asLong();
		}
		while (page.at("/meta/has_more").asBoolean());
		return events;
	}

	/** Reads, again while the service says that it cannot yet. */
	private static JsonNode read(ServiceClient client, String path, Object... arguments) {
		var answer = client.get(path, arguments);
		if (answer.status() == UNAVAILABLE) {
			answer = Awaitility.await(path.formatted(arguments))
				.atMost(PATIENCE)
				.until(() -> client.get(path, arguments), (again) -> again.status() != UNAVAILABLE);
		}
		if (answer.status() != 200) {
			throw new AssertionError("A quiet service has answered " + answer);
		}
		return answer.json();
	}

	/** The events of each order, in sequence. */
	Map<Long, List<CommittedEvent>> eventsOfOrders() {
		return this.events.stream()
			.filter((event) -> event.orderId() > 0)
			.collect(Collectors.groupingBy(CommittedEvent::orderId, TreeMap::new, Collectors.toList()));
	}

}
