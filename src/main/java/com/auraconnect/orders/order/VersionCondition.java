package com.auraconnect.orders.order;

import java.util.Set;

/**
 * Condition on the version of an order, a location or a check, as in If-Match.
 *
 * @param isAny whether every version matches
 * @param versions the matching versions otherwise; empty if the caller named none that
 * can match
 */
public record VersionCondition(boolean isAny, Set<Integer> versions) {

	/** Matches every version. */
	public static final VersionCondition ANY = new VersionCondition(true, Set.of());

	public VersionCondition {
		versions = Set.copyOf(versions);
	}

	/** Matches the given versions. */
	public static VersionCondition oneOf(Set<Integer> versions) {
		return new VersionCondition(false, versions);
	}

	/**
	 * Checks a version.
	 * @throws StaleOrderVersion if the version does not match
	 */
	void require(int version) {
		if (!matches(version)) {
			throw new StaleOrderVersion(this, version);
		}
	}

	/** Whether a version meets the condition. */
	public boolean matches(int version) {
		return this.isAny || this.versions.contains(version);
	}

	/** Describes the condition for an error message. */
	public String describe() {
		return switch (this.versions.size()) {
			case 0 -> "If-Match names no version that can match: a weak tag or one of another form never does";
			case 1 -> "the change was meant for version " + this.versions.iterator().next();
			default -> "the change was meant for one of " + this.versions.size() + " others";
		};
	}

}
