package com.auraconnect.orders.clients;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectReader;

/** What a partner has answered; its meaning depends on the call. */
record PartnerAnswer(int status, byte[] body, ObjectReader json) {

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
		var mayPass = this.status >= 500 || this.status == 429;
		return mayPass ? new TransientPartnerFailure(message, null) : new PartnerFailure(message, null);
	}

}
