package com.auraconnect.orders.saga;

import org.jspecify.annotations.Nullable;

/**
 * Runs steps that do not depend on each other. Each runs even if an earlier one failed,
 * so that an outage of one partner does not hold up the calls to the others.
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
	 * @throws StepFailed the first failure, if there was one
	 */
	void finish() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

}
