package com.auraconnect.orders.web;

import org.springframework.util.unit.DataSize;

/**
 * Thrown when a body is larger than its endpoint accepts. The rest of the body is unread.
 */
class BodyTooLarge extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BodyTooLarge(DataSize limit) {
		super("The body has more than " + limit.toBytes() + " bytes");
	}

}
