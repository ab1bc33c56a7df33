package com.auraconnect.orders.faults;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All attempts at one change.
 *
 * @param versions of the order in the answers that acknowledge it
 * @param isRefused whether it was refused and cannot have been done
 */
record Write(String client, String key, String kind, String target, Set<Integer> versions, boolean isRefused) {

	/**
	 * A bump of a line that is ready, the close of a closed check and the merge of one
	 * without orders are acknowledged and change nothing.
	 */
	private static final Set<String> REPEATABLE = Set.of("bump", "close check", "merge");

	static Write of(List<Operation> attempts) {
		var first = attempts.getFirst();
		var versions = attempts.stream()
			.filter(Operation::isAcknowledged)
			.map(Operation::version)
			.collect(Collectors.toCollection(TreeSet::new));
		boolean isRefused = attempts.stream().noneMatch((attempt) -> attempt.isAcknowledged() || attempt.isUnknown());
		return new Write(first.client(), first.key(), first.kind(), first.target(), versions, isRefused);
	}

	boolean isAcknowledged() {
		return !this.versions.isEmpty();
	}

	/**
	 * Whether these versions include the one that was answered. The service asks the
	 * partner after a payment or refund is stored, and answers with the version in which
	 * it has stored the outcome itself. A change that is there already has no version of
	 * its own, and is answered with the one that is there.
	 * @param made the versions that the client has made
	 * @param latest the latest version that has an event
	 */
	boolean isMadeIn(Set<Integer> made, int version, int latest) {
		return made.contains(version) || REPEATABLE.contains(this.kind) && version <= latest
				|| isAskedOfPartner() && made.stream().anyMatch((earlier) -> earlier < version);
	}

	/** Number of versions that its client makes at most. */
	int mostVersions() {
		return isAskedOfPartner() ? 2 : 1;
	}

	private boolean isAskedOfPartner() {
		return Set.of("pay", "refund").contains(this.kind);
	}

	@Override
	public String toString() {
		return this.kind + (isAcknowledged() ? " " + this.versions : " of unknown outcome");
	}

}
