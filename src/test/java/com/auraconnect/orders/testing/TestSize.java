package com.auraconnect.orders.testing;

/**
 * Sizes of the tests that run in both suites: a small instance in {@code ./mvnw verify},
 * the full one in {@code ./mvnw verify -Pendurance}. Such a test carries
 * {@code @Tag(TestSize.TAG)}.
 */
public final class TestSize {

	/** Tag of tests that run in both suites, at different sizes. */
	public static final String TAG = "sized";

	/** Tag of tests that run in the endurance suite only. */
	public static final String ENDURANCE = "endurance";

	private static final boolean IS_FULL = Boolean.getBoolean("tests.endurance");

	private TestSize() {
	}

	/** The size for the suite that is running. */
	public static int of(int small, int full) {
		return IS_FULL ? full : small;
	}

}
