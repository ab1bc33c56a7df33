package com.auraconnect.orders.clients;

import java.io.IOException;

import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import org.springframework.core.NestedExceptionUtils;

import com.auraconnect.orders.order.Delivered;

/** What a partner has answered; its meaning depends on the call. */
record PartnerAnswer(int status, byte[] body, ObjectReader json) {

	private static final int REQUEST_TIMEOUT = 408;

	private static final int TOO_MANY_REQUESTS = 429;

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/**
	 * Reads the body. The type's constructors check its fields by {@link AgreedForm}.
	 * @throws UnusableAnswer if the body is JSON, but not of that form
	 * @throws PartnerFailure if it is no JSON: something between here and the partner may
	 * have answered in its place
	 */
	<T> T as(Class<T> type) {
		try {
			return this.json.readValue(this.body, type);
		}
		catch (IOException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof StreamReadException) {
				throw new PartnerFailure("answered something that is no JSON", ex);
			}
			throw new UnusableAnswer(fault(ex), ex);
		}
	}

	private static String fault(IOException failure) {
		var path = (failure instanceof JsonMappingException mapping) ? path(mapping) : "";
		return (NestedExceptionUtils.getRootCause(failure) instanceof AgreedForm.Fault fault)
				? path + (path.isEmpty() ? "" : ".") + fault.getMessage()
				: (path.isEmpty() ? "the body" : path) + " is not of the agreed form";
	}

	private static String path(JsonMappingException failure) {
		var path = new StringBuilder();
		for (var step : failure.getPath()) {
			if (step.getFieldName() == null) {
				path.append('[').append(step.getIndex()).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
			}
		}
		return path.toString();
	}

	/** The answer is none of those that were agreed upon. */
	PartnerFailure unexpected() {
		var message = "answered with status " + this.status;
		return isOutage() ? new TransientPartnerFailure(message, null) : new UnforeseenAnswer(message, null);
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
