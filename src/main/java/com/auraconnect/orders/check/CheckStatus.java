package com.auraconnect.orders.check;

/** Status of a check; {@code closed} is final. */
public enum CheckStatus {

	OPEN, CLOSED

}
