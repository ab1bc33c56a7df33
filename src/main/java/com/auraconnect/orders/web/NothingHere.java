package com.auraconnect.orders.web;

/** The path leads to nothing. */
class NothingHere extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NothingHere() {
		super("There is nothing under this path");
	}

}
