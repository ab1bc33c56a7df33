package com.auraconnect.orders.web;

import org.springframework.util.unit.DataSize;

/** The body is larger than its endpoint takes; the rest of it has not been read. */
class BodyTooLarge extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BodyTooLarge(DataSize limit) {
		super("The body has more than " + limit.toBytes() + " bytes");
	}

}
