package com.auraconnect.orders.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A read by id on a replica is never older than what the same process has answered
 * before; and when all is quiet every replica serves what the database has.
 */
final class ReadCheck implements Check {

	private record Place(String target, int replica, int starts) {
	}

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		evidence.history()
			.operations()
			.stream()
			.filter((operation) -> operation.isAcknowledged() && operation.version() > 0
					&& operation.target().startsWith("order/"))
			.collect(Collectors
				.groupingBy((operation) -> new Place(operation.target(), operation.replica(), operation.starts())))
			.forEach((place, operations) -> checkReads(place, operations, found));
		checkCaches(evidence, found);
		return found;
	}

	private static void checkReads(Place place, List<Operation> operations, List<Finding> found) {
		for (Operation read : operations) {
			if (!read.isWrite()) {
				operations.stream()
					.filter((before) -> before.end().compareTo(read.start()) < 0)
					.max(Comparator.comparingInt(Operation::version))
					.filter((before) -> before.version() > read.version())
					.ifPresent((before) -> found
						.add(Finding.outOfOrder("%s: a read has version %d after %s with version %d on replica %d",
								place.target(), read.version(), before.kind(), before.version(), place.replica())));
			}
		}
	}

	private static void checkCaches(Evidence evidence, List<Finding> found) {
		var versions = new TreeMap<Long, Integer>();
		evidence.site().environment().database().sql("SELECT id, version FROM orders").query((row) -> {
			versions.put(row.getLong("id"), row.getInt("version"));
		});
		for (int replica = 0; replica < Site.REPLICAS; replica++) {
			int number = replica;
			Map<Long, JsonNode> answered = (replica == 0) ? evidence.orders()
					: Evidence.orders(evidence.site(), replica);
			answered.forEach((id, order) -> {
				if (order.required("version").asInt() != versions.get(id)) {
					found.add(Finding.outOfOrder("order %d has version %d, replica %d serves %s", id, versions.get(id),
							number, order.required("version")));
				}
			});
		}
	}

}
