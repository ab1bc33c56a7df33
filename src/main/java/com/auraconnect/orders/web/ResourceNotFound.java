package com.auraconnect.orders.web;

/** The path leads to nothing. */
class ResourceNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ResourceNotFound() {
		super("There is nothing under this path");
	}

}
