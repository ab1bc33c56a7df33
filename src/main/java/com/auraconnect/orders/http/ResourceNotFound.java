package com.auraconnect.orders.http;

/** Thrown when a path leads to no resource. */
public class ResourceNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public ResourceNotFound() {
		super("There is no resource at this path");
	}

}
