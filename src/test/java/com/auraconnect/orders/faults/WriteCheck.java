package com.auraconnect.orders.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every acknowledged change of an order or check has its event, in the version that was
 * answered and by the client that made it; and a till has no more changes in the feed
 * than it has asked for.
 */
final class WriteCheck implements Check {

	/** A client and the order or check that it changes. */
	private record Change(String client, String target) {

		/** A till changes one order a request; a request about a check changes many. */
		boolean isOfTill() {
			return this.client.startsWith(LoadClient.PREFIX);
		}

	}

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		var made = evidence.events()
			.stream()
			.filter((event) -> event.version() > 1)
			.collect(Collectors.groupingBy((event) -> new Change(event.changedBy(), event.target()),
					Collectors.mapping(CommittedEvent::version, Collectors.toCollection(TreeSet::new))));
		var asked = evidence.history()
			.writes()
			.values()
			.stream()
			.map(Write::of)
			.filter((write) -> !write.isRefused() && !write.target().isEmpty())
			.collect(Collectors.groupingBy((write) -> new Change(write.client(), write.target())));
		var latest = evidence.events()
			.stream()
			.collect(Collectors.toMap(CommittedEvent::target, CommittedEvent::version, Math::max));
		asked.forEach((change, writes) -> compare(writes, latest.getOrDefault(change.target(), 0), change,
				made.getOrDefault(change, new TreeSet<>()), found));
		requireAsked(made, asked.keySet(), found);
		return found;
	}

	private static void compare(List<Write> writes, int latest, Change change, Set<Integer> made, List<Finding> found) {
		var acknowledged = writes.stream().filter(Write::isAcknowledged).toList();
		for (Write write : acknowledged) {
			if (write.versions().size() > 1) {
				found.add(Finding.doubled("%s of %s was answered with the versions %s", write.key(), change.target(),
						write.versions()));
			}
			if (write.versions().stream().noneMatch((version) -> write.isMadeIn(made, version, latest))) {
				found.add(
						Finding.lost("%s, %s of %s, was answered with version %s; its client made %s, the latest is %d",
								write.key(), write.kind(), change.target(), write.versions(), made, latest));
			}
		}
		if (change.isOfTill() && made.size() > writes.stream().mapToInt(Write::mostVersions).sum()) {
			found.add(Finding.doubled("%s has made the versions %s of %s, and has asked for %s", change.client(), made,
					change.target(), writes));
		}
	}

	/** No till has changed an order without asking. */
	private static void requireAsked(Map<Change, TreeSet<Integer>> made, Set<Change> asked, List<Finding> found) {
		made.forEach((change, versions) -> {
			if (change.isOfTill() && !asked.contains(change)) {
				found.add(Finding.doubled("%s has made the versions %s of %s, and has asked for none", change.client(),
						versions, change.target()));
			}
		});
	}

}
