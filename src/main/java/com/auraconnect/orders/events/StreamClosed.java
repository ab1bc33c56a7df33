package com.auraconnect.orders.events;

/** A stream of events goes no further; its reader may come back where it was. */
public class StreamClosed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/** Why it ends. */
	public enum Reason {

		/** The reader is too far behind for too long. */
		SLOW,

		/** This replica shuts down. */
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
