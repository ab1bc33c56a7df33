package com.auraconnect.orders.saga;

import org.jspecify.annotations.Nullable;

/**
 * Steps that do not depend on each other: each is run, whatever has become of those
 * before it, so that a partner that is away keeps nobody from the others.
 */
class IndependentSteps {

	private @Nullable StepFailed failure;

	IndependentSteps run(String step, Runnable work) {
		try {
			work.run();
		}
		catch (StepFailed ex) {
			note(ex);
		}
		catch (RuntimeException ex) {
			note(new StepFailed(step, ex));
		}
		return this;
	}

	private void note(StepFailed failed) {
		this.failure = (this.failure != null) ? this.failure : failed;
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
