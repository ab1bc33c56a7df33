package com.auraconnect.orders.clients;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectReader;

import com.auraconnect.orders.order.Delivered;

/** What a partner has answered; its meaning depends on the call. */
record PartnerAnswer(int status, byte[] body, ObjectReader json) {

	private static final int REQUEST_TIMEOUT = 408;

	private static final int TOO_MANY_REQUESTS = 429;

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/**
	 * @throws PartnerFailure if the body is not of that form
	 */
	<T> T as(Class<T> type) {
		try {
			return this.json.readValue(this.body, type);
		}
		catch (IOException ex) {
			throw new PartnerFailure("answered something that is no " + type.getSimpleName(), ex);
		}
	}

	/** The answer is none of those that were agreed upon. */
	PartnerFailure unexpected() {
		var message = "answered with status " + this.status;
		return isOutage() ? new TransientPartnerFailure(message, null) : new UnforeseenAnswer(message);
	}

	/**
	 * What has become of something that the partner was told.
	 * @throws PartnerFailure if it is neither taken nor refused
	 */
	Delivered delivered() {
		if (isSuccess()) {
			return Delivered.ACCEPTED;
		}
		if (this.status / 100 == 4 && !isOutage()) {
			return Delivered.REFUSED;
		}
		throw unexpected();
	}

	/** Whether it says more of the moment than of the request. */
	private boolean isOutage() {
		return this.status >= 500 || this.status == TOO_MANY_REQUESTS || this.status == REQUEST_TIMEOUT;
	}

}
