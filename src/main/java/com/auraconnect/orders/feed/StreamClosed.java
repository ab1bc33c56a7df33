package com.auraconnect.orders.feed;

/**
 * Thrown when the service ends an event stream; the subscriber may reconnect with its
 * last event id.
 */
public class StreamClosed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/** Why the stream ended. */
	public enum Reason {

		/** The subscriber has been behind the events in memory for too long. */
		SLOW,

		/** This replica is shutting down. */
		SHUTDOWN

	}

	StreamClosed(Reason reason) {
		super("the stream has ended: " + reason, null, false, false);
		this.reason = reason;
	}

	public Reason reason() {
		return this.reason;
	}

}
