package com.auraconnect.orders.order;

import java.util.Map;

/**
 * Rejects amounts that the currency of the order does not have: with too many decimals,
 * or above the largest.
 */
public class InvalidAmounts extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, String> faults;

	InvalidAmounts(Map<String, String> faults) {
		super("The request has amounts that the currency of the order does not have");
		this.faults = faults;
	}

	/** Returns the messages by the path of their field, in the order of the request. */
	public Map<String, String> faults() {
		return this.faults;
	}

}
