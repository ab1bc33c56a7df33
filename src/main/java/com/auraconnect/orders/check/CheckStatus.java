package com.auraconnect.orders.check;

/** Status of a check; {@code closed} is final. */
enum CheckStatus {

	OPEN, CLOSED

}
