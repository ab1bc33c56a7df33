package com.auraconnect.orders.feed;

/** Thrown when a limit of open streams is reached. */
public class TooManyStreams extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Bound bound;

	/** The limit that is reached. */
	public enum Bound {

		CALLER("The caller has reached its limit of open streams; close one of them first"),

		TENANT("The tenant has reached its limit of open streams; close one of them first"),

		REPLICA("This replica has reached its limit of open streams; try again later");

		private final String message;

		Bound(String message) {
			this.message = message;
		}

	}

	TooManyStreams(Bound bound) {
		super(bound.message);
		this.bound = bound;
	}

	public Bound bound() {
		return this.bound;
	}

}
