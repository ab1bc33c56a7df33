package com.auraconnect.orders.order;

import java.util.Set;

/**
 * The versions of an order that a change is meant for.
 *
 * @param isAny whether every version will do
 * @param versions those that will do otherwise; none, if the caller has named nothing
 * that a version can be
 */
public record VersionCondition(boolean isAny, Set<Integer> versions) {

	/** Every version will do. */
	public static final VersionCondition ANY = new VersionCondition(true, Set.of());

	public VersionCondition {
		versions = Set.copyOf(versions);
	}

	/** One of these will do. */
	public static VersionCondition oneOf(Set<Integer> versions) {
		return new VersionCondition(false, versions);
	}

	/**
	 * @throws StaleOrderVersion if the change is not meant for that version
	 */
	void require(int version) {
		if (!this.isAny && !this.versions.contains(version)) {
			throw new StaleOrderVersion(this, version);
		}
	}

	/** In words, to follow what the version is. */
	String describe() {
		return switch (this.versions.size()) {
			case 0 -> "If-Match names no version that can match: a weak tag or one of another form never does";
			case 1 -> "the change was meant for version " + this.versions.iterator().next();
			default -> "the change was meant for one of " + this.versions.size() + " others";
		};
	}

}
