package com.auraconnect.orders.saga;

import org.jspecify.annotations.Nullable;

/**
 * Steps that do not depend on each other: each is run, whatever has become of those
 * before it, so that a partner that is away keeps nobody from the others.
 */
class Errands {

	private @Nullable StepFailed failure;

	Errands run(String step, Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			this.failure = (this.failure != null) ? this.failure : new StepFailed(step, ex);
		}
		return this;
	}

	/**
	 * @throws StepFailed the first, if any has failed
	 */
	void finish() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

}
