package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;

/**
 * The partner answered with JSON that violates the contract or cannot be stored. The same
 * request would get the same answer again.
 */
class UnusableAnswer extends UnforeseenAnswer {

	private static final long serialVersionUID = 1L;

	/**
	 * @param fault names a field and a rule, never a value
	 */
	UnusableAnswer(String fault, @Nullable Throwable cause) {
		super(fault, cause);
	}

}
