package com.auraconnect.orders.order;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Thrown if an order would have a fulfilment that its type does not allow. */
public class InvalidFulfilment extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, String> faults;

	private InvalidFulfilment(Map<String, String> faults) {
		super("The fulfilment does not fit the order");
		this.faults = faults;
	}

	/**
	 * @throws InvalidFulfilment if orders of that type cannot have it
	 */
	static void check(@Nullable Fulfilment fulfilment, OrderType type) {
		var faults = new LinkedHashMap<String, String>();
		if (fulfilment != null) {
			fulfilment.check(type, faults::put);
		}
		if (!faults.isEmpty()) {
			throw new InvalidFulfilment(faults);
		}
	}

	/** Returns the messages by the path of their field. */
	public Map<String, String> faults() {
		return this.faults;
	}

}
