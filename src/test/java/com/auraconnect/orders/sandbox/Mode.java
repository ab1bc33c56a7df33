package com.auraconnect.orders.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a partner behaves. */
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
	 * Does the work at once and answers late, so that a caller who gives up does not know
	 * that it is done.
	 */
	@JsonProperty("slow")
	SLOW,

	/**
	 * Takes the call, does nothing and never answers; when the mode changes, the
	 * connection is dropped.
	 */
	@JsonProperty("hang")
	HANG

}
