package com.auraconnect.orders.location;

/** Rejects another currency for a location that has orders. */
public class CurrencyFixed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CurrencyFixed(long locationId) {
		super("Location " + locationId + " has orders: its currency can no longer change");
	}

}
