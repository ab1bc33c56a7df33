package com.auraconnect.orders.faults;

import java.util.Locale;

/**
 * Something that a run has broken.
 *
 * @param evidence the facts that contradict each other
 */
record Finding(Kind kind, String evidence) {

	/** The kinds of damage. */
	enum Kind {

		/** An acknowledged write, an event or a message is missing. */
		LOST,

		/** A write was done twice, or is half done. */
		DOUBLED,

		/** Events, versions or states are in an impossible sequence; a read is stale. */
		OUT_OF_ORDER,

		/** Amounts, sums or the records of partners do not agree. */
		UNBALANCED,

		/** A caller saw what is another tenant's. */
		LEAKED,

		/** A task, session or lock is left behind. */
		LEFT_BEHIND;

		String label() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

	static Finding lost(String evidence, Object... arguments) {
		return new Finding(Kind.LOST, evidence.formatted(arguments));
	}

	static Finding doubled(String evidence, Object... arguments) {
		return new Finding(Kind.DOUBLED, evidence.formatted(arguments));
	}

	static Finding outOfOrder(String evidence, Object... arguments) {
		return new Finding(Kind.OUT_OF_ORDER, evidence.formatted(arguments));
	}

	static Finding unbalanced(String evidence, Object... arguments) {
		return new Finding(Kind.UNBALANCED, evidence.formatted(arguments));
	}

	static Finding leaked(String evidence, Object... arguments) {
		return new Finding(Kind.LEAKED, evidence.formatted(arguments));
	}

	static Finding leftBehind(String evidence) {
		return new Finding(Kind.LEFT_BEHIND, evidence);
	}

	@Override
	public String toString() {
		return this.kind.label() + ": " + this.evidence;
	}

}
