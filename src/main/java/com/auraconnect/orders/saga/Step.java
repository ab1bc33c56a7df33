package com.auraconnect.orders.saga;

import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderFulfilment.FulfilmentSnapshot;

/**
 * One step of a saga, beside what undoes it.
 *
 * @param action what is done on the way to the kitchen
 * @param compensation what takes it back when the order is called off, null if there is
 * nothing to take back
 */
record Step(String name, Function<PlacementContext, StepResult> action, @Nullable Compensation compensation) {

	/** What a step means for those after it. */
	enum StepResult {

		CONTINUE,

		/** Somebody has refused, and the order was called off for it. */
		ABORT

	}

	/** How a step is undone, under a name of its own. */
	record Compensation(String name, Consumer<FulfilmentSnapshot> action) {
	}

	static Step of(String name, Function<PlacementContext, StepResult> action) {
		return new Step(name, action, null);
	}

	Step undoneBy(String name, Consumer<FulfilmentSnapshot> compensation) {
		return new Step(this.name, this.action, new Compensation(name, compensation));
	}

	/**
	 * @throws StepFailed if it wants to be run again
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
