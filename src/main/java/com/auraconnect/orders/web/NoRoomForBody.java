package com.auraconnect.orders.web;

/** Thrown when other large bodies hold all the memory reserved for them. */
class NoRoomForBody extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoRoomForBody() {
		super("Too many large request bodies are in progress on this replica; retry the request");
	}

}
