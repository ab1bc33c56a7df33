package com.auraconnect.orders.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The behaviour of a partner. */
public enum Mode {

	/** Answers. */
	@JsonProperty("up")
	UP,

	/** Refuses the connection. */
	@JsonProperty("down")
	DOWN,

	/** Answers 500, and does nothing. */
	@JsonProperty("error")
	ERROR,

	/**
	 * Does the work at once and answers late, so that a caller that times out does not
	 * know that it is done.
	 */
	@JsonProperty("slow")
	SLOW,

	/** Does the work, and closes the connection instead of answering. */
	@JsonProperty("cut")
	CUT,

	/**
	 * Accepts the call, does nothing and never answers; a change of the mode closes the
	 * connection.
	 */
	@JsonProperty("hang")
	HANG

}
