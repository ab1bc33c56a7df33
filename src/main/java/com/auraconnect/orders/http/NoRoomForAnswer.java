package com.auraconnect.orders.http;

/** Thrown when other large responses hold all the memory reserved for them. */
public class NoRoomForAnswer extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoRoomForAnswer() {
		super("Too many large responses are in progress on this replica; retry the request");
	}

}
