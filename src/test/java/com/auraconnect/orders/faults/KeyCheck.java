package com.auraconnect.orders.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One order for each key of a create: every acknowledged order is there, the same for
 * each repetition, and no key has two.
 */
final class KeyCheck implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		var stored = evidence.orders()
			.values()
			.stream()
			.collect(Collectors.groupingBy((order) -> order.at("/metadata/key").asText(),
					Collectors.mapping(KeyCheck::id, Collectors.toList())));
		stored.forEach((key, ids) -> {
			if (ids.size() > 1) {
				found.add(Finding.doubled("key %s has the orders %s", key, ids));
			}
		});
		evidence.history().writes().forEach((key, attempts) -> {
			var told = attempts.stream()
				.filter((attempt) -> attempt.kind().equals("place") && attempt.isAcknowledged())
				.map(Operation::id)
				.collect(Collectors.toSet());
			if (told.size() > 1) {
				found.add(Finding.doubled("key %s was answered with the orders %s", key, told));
			}
			if (!stored.getOrDefault(key, List.of()).containsAll(told)) {
				found.add(Finding.lost("key %s was answered with %s, stored is %s", key, told, stored.get(key)));
			}
		});
		return found;
	}

	private static long id(JsonNode order) {
		return order.required("id").asLong();
	}

}
