package com.auraconnect.orders.web;

/** Other large bodies take all the room that there is for them. */
class NoRoomForBody extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoRoomForBody() {
		super("Too many large bodies are being worked on; repeat the request");
	}

}
