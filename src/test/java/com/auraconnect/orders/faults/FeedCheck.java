package com.auraconnect.orders.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Each feed is numbered 1..n without a gap, the same in the database and in the API; each
 * version of an order has its events, one of a kind, in the order of the versions; and
 * the last one tells the order as it is.
 */
final class FeedCheck implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		var feeds = evidence.events().stream().collect(Collectors.groupingBy(CommittedEvent::feed));
		feeds.forEach((feed, events) -> checkNumbers(feed, events, evidence.pages().get(feed), found));
		var byOrder = evidence.eventsOfOrders();
		evidence.orders().forEach((id, order) -> checkVersions(order, byOrder.getOrDefault(id, List.of()), found));
		evidence.pages().values().forEach((page) -> checkLast(page, evidence.orders(), found));
		return found;
	}

	private static void checkNumbers(FeedId feed, List<CommittedEvent> events, List<JsonNode> page,
			List<Finding> found) {
		var numbers = events.stream().map(CommittedEvent::sequence).toList();
		if (!numbers.equals(LongStream.rangeClosed(1, events.size()).boxed().toList())) {
			found.add(Finding.outOfOrder("the %d events of %s are numbered %s", events.size(), feed, numbers));
		}
		var stored = events.stream().map(CommittedEvent::eventId).toList();
		var listed = page.stream().map((event) -> event.required("event_id").asText()).toList();
		if (!stored.equals(listed)) {
			found.add(Finding.lost("%s has %d events, the API lists %d", feed, stored.size(), listed.size()));
		}
	}

	private static void checkVersions(JsonNode order, List<CommittedEvent> events, List<Finding> found) {
		long id = order.required("id").asLong();
		int version = order.required("version").asInt();
		var versions = events.stream().map(CommittedEvent::version).toList();
		if (!versions.equals(versions.stream().sorted().toList())) {
			found.add(Finding.outOfOrder("the events of order %d have the versions %s", id, versions));
		}
		var missing = new TreeSet<>(IntStream.rangeClosed(1, version).boxed().toList());
		missing.removeAll(new HashSet<>(versions));
		if (!missing.isEmpty()) {
			found.add(Finding.lost("order %d has version %d, there is no event of %s", id, version, missing));
		}
		if (!versions.isEmpty() && versions.getLast() > version) {
			found.add(Finding.lost("order %d has version %d, its last event has %d", id, version, versions.getLast()));
		}
		events.stream()
			.filter((event) -> !event.eventType().equals("order.payment_changed"))
			.collect(Collectors.groupingBy(CommittedEvent::toString, Collectors.counting()))
			.forEach((event, count) -> {
				if (count > 1) {
					found.add(Finding.doubled("order %d has %d events %s", id, count, event));
				}
			});
	}

	/** The last event of each order has its status and its total. */
	private static void checkLast(List<JsonNode> events, Map<Long, JsonNode> orders, List<Finding> found) {
		var told = events.stream()
			.filter((event) -> event.at("/data/order_id").asLong() > 0)
			.collect(Collectors.toMap((event) -> event.at("/data/order_id").asLong(),
					(event) -> event.at("/data/status").asText() + " " + event.at("/data/total_amount").asText(),
					(before, after) -> after));
		told.forEach((id, last) -> {
			var order = orders.get(id);
			if (order == null) {
				found.add(Finding.lost("there are events of order %d, and no such order", id));
			}
			else if (!last.equals(order.required("status").asText() + " " + order.required("total_amount").asText())) {
				found.add(Finding.lost("order %d is %s %s, its last event says %s", id, order.required("status"),
						order.required("total_amount"), last));
			}
		});
	}

}
