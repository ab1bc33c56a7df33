package com.auraconnect.orders.http;

/** Thrown when other large bodies hold all the memory reserved for them. */
public class NoRoomForBody extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoRoomForBody() {
		super("Too many large request bodies are in progress on this replica; retry the request");
	}

}
