package com.auraconnect.orders.web;

/** Other large answers, which their readers take slowly, take all the room for them. */
class NoRoomForAnswer extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoRoomForAnswer() {
		super("Too many large answers are under way on this replica; repeat the request");
	}

}
