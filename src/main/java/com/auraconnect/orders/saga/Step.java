package com.auraconnect.orders.saga;

import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderFulfilment.Standing;

/**
 * One step of a saga, beside what undoes it.
 *
 * @param action what is done on the way to the kitchen
 * @param compensation what takes it back when the order is called off, null if there is
 * nothing to take back
 */
record Step(String name, Function<Placing, Verdict> action, @Nullable Compensation compensation) {

	/** What a step means for those after it. */
	enum Verdict {

		GO_ON,

		/** Somebody has refused, and the order was called off for it. */
		STOP

	}

	/** How a step is undone, under a name of its own. */
	record Compensation(String name, Consumer<Standing> action) {
	}

	static Step of(String name, Function<Placing, Verdict> action) {
		return new Step(name, action, null);
	}

	Step undoneBy(String name, Consumer<Standing> compensation) {
		return new Step(this.name, this.action, new Compensation(name, compensation));
	}

	/**
	 * @throws StepFailed if it wants to be run again
	 */
	Verdict run(Placing order) {
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
