package com.auraconnect.orders.events;

/** As many streams are open on this replica as there may be. */
public class TooManyStreams extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Bound bound;

	/** Whose bound is reached. */
	public enum Bound {

		CALLER("The caller has as many streams open as one caller may have; close one of them first"),

		TENANT("The tenant has as many streams open as one tenant may have; close one of them first"),

		REPLICA("This replica streams events to as many readers as it can");

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
