package com.auraconnect.orders.http;

import org.springframework.util.unit.DataSize;

/**
 * Thrown when a body is larger than its endpoint accepts. The rest of the body is unread.
 */
public class BodyTooLarge extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BodyTooLarge(DataSize limit) {
		super("The body has more than " + limit.toBytes() + " bytes");
	}

}
