package com.auraconnect.orders.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Each order is on the check that it names, the sums of a check are those of its orders,
 * and no key has opened two checks.
 */
final class BillCheck implements Check {

	private static final List<String> SUMS = List.of("subtotal", "tax_amount", "tip_amount", "total_amount");

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		Map<Long, String> on = new HashMap<>();
		for (JsonNode check : evidence.checks()) {
			String id = check.required("id").asText();
			for (JsonNode order : check.required("orders")) {
				String other = on.put(order.required("id").asLong(), id);
				if (other != null) {
					found.add(Finding.doubled("order %s is on the checks %s and %s", order.required("id"), other, id));
				}
			}
			checkSums(check, found);
		}
		evidence.orders().forEach((id, order) -> {
			String named = order.path("check_id").asText();
			if (!named.equals(on.getOrDefault(id, "null"))) {
				found.add(Finding.lost("order %d names check %s, and is on check %s", id, named, on.get(id)));
			}
		});
		checkKeys(evidence, found);
		return found;
	}

	private static void checkSums(JsonNode check, List<Finding> found) {
		for (String sum : SUMS) {
			var ofOrders = check.required("orders")
				.valueStream()
				.filter((order) -> !order.required("status").asText().equals("cancelled"))
				.map((order) -> amount(order, sum))
				.reduce(BigDecimal.ZERO, BigDecimal::add);
			if (ofOrders.compareTo(amount(check, sum)) != 0) {
				found.add(Finding.unbalanced("check %s has a %s of %s, its orders have %s", check.required("id"), sum,
						check.required(sum), ofOrders));
			}
		}
	}

	/**
	 * Each key opens one check, whatever its attempts were answered. A till names a check
	 * as the key that opens it.
	 */
	private static void checkKeys(Evidence evidence, List<Finding> found) {
		var stored = evidence.checks().stream().map((check) -> check.required("id").asLong()).toList();
		var told = evidence.history()
			.operations()
			.stream()
			.filter((operation) -> operation.kind().equals("open check") && operation.isAcknowledged())
			.collect(Collectors.groupingBy(Operation::key, Collectors.mapping(Operation::id, Collectors.toSet())));
		told.forEach((key, ids) -> {
			if (ids.size() > 1) {
				found.add(Finding.doubled("key %s was answered with the checks %s", key, ids));
			}
			if (!stored.containsAll(ids)) {
				found.add(Finding.lost("key %s was answered with check %s, which is not there", key, ids));
			}
		});
		var opened = evidence.events().stream().filter((event) -> event.eventType().equals("check.opened")).toList();
		if (opened.size() != stored.size()) {
			found.add(Finding.doubled("there are %d checks and %d events that one was opened", stored.size(),
					opened.size()));
		}
		opened.stream()
			.filter((event) -> !event.name().isEmpty())
			.collect(Collectors.groupingBy(CommittedEvent::name,
					Collectors.mapping(CommittedEvent::target, Collectors.toList())))
			.forEach((key, checks) -> {
				if (checks.size() > 1) {
					found.add(Finding.doubled("key %s has opened %s", key, checks));
				}
			});
	}

	private static BigDecimal amount(JsonNode node, String field) {
		return new BigDecimal(node.required(field).asText());
	}

}
