package com.auraconnect.orders.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Each history of statuses is a chain of transitions that the contract allows, and ends
 * with the status of the order.
 */
final class StatusCheck implements Check {

	/** "ready" follows "confirmed" when the last line is bumped at once. */
	private static final Map<String, Set<String>> ALLOWED = Map.of("", Set.of("pending"), "pending",
			Set.of("confirmed", "cancelled"), "confirmed", Set.of("preparing", "ready", "cancelled"), "preparing",
			Set.of("ready", "cancelled"), "ready", Set.of("completed"), "completed", Set.of(), "cancelled", Set.of());

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		evidence.orders().values().forEach((order) -> check(order, found));
		return found;
	}

	private static void check(JsonNode order, List<Finding> found) {
		String status = "";
		for (JsonNode change : order.required("status_history")) {
			String from = change.path("from_status").asText("");
			String to = change.required("to_status").asText();
			if (!from.equals(status) && !(from.equals("null") && status.isEmpty())
					|| !ALLOWED.getOrDefault(status, Set.of()).contains(to)) {
				found.add(Finding.outOfOrder("order %s went from %s to %s: %s", order.required("id"), status, to,
						order.required("status_history")));
			}
			status = to;
		}
		if (!status.equals(order.required("status").asText())) {
			found.add(Finding.lost("order %s is %s, its history ends with %s", order.required("id"),
					order.required("status"), status));
		}
	}

}
