package com.auraconnect.orders.order;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Thrown if a change would leave an order with fields that do not fit together. */
public class InvalidOrderFields extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, String> faults;

	private InvalidOrderFields(Map<String, String> faults) {
		super("Fields of the order do not fit together");
		this.faults = faults;
	}

	/**
	 * @param exemption null if the order is not exempt from taxes
	 * @throws InvalidOrderFields if orders of that type cannot have that fulfilment, or
	 * the exemption is incomplete
	 */
	static void check(OrderType type, @Nullable Fulfilment fulfilment, @Nullable TaxExemption exemption) {
		var faults = new LinkedHashMap<String, String>();
		if (fulfilment != null) {
			fulfilment.check(type, faults::put);
		}
		if (exemption != null) {
			exemption.check(faults::put);
		}
		if (!faults.isEmpty()) {
			throw new InvalidOrderFields(faults);
		}
	}

	/** Returns the messages by the path of their field. */
	public Map<String, String> faults() {
		return this.faults;
	}

}
