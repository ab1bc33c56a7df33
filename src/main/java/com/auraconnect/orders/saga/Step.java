package com.auraconnect.orders.saga;

import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.SagaResults.FulfilmentSnapshot;

/**
 * A step of a saga with its compensation.
 *
 * @param action performs the step
 * @param compensation undoes it when the order is cancelled, null if there is nothing to
 * undo
 */
record Step(String name, Function<PlacementContext, StepResult> action, @Nullable Compensation compensation) {

	/** Tells whether the steps after this one run. */
	enum StepResult {

		CONTINUE,

		/** Ends the saga: a partner has refused, and the order was cancelled for it. */
		ABORT

	}

	/** A compensation, with a step name of its own. */
	record Compensation(String name, Consumer<FulfilmentSnapshot> action) {
	}

	static Step of(String name, Function<PlacementContext, StepResult> action) {
		return new Step(name, action, null);
	}

	Step undoneBy(String name, Consumer<FulfilmentSnapshot> compensation) {
		return new Step(this.name, this.action, new Compensation(name, compensation));
	}

	/**
	 * @throws StepFailed if the step failed and must run again
	 */
	StepResult run(PlacementContext order) {
		try {
			return this.action.apply(order);
		}
		catch (StepFailed ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new StepFailed(this.name, ex);
		}
	}

}
