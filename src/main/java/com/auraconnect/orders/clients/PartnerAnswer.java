package com.auraconnect.orders.clients;

import java.io.IOException;

import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import org.springframework.core.NestedExceptionUtils;

import com.auraconnect.orders.order.DeliveryResult;

/** Response of a partner; its meaning depends on the call. */
record PartnerAnswer(int status, byte[] body, ObjectReader json) {

	private static final int REQUEST_TIMEOUT = 408;

	private static final int TOO_MANY_REQUESTS = 429;

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/**
	 * Parses the body. The type's constructors validate its fields with
	 * {@link ContractValidation}.
	 * @throws UnusableAnswer if the body is JSON, but not of that form
	 * @throws PartnerFailure if the body is not JSON: a proxy may have answered instead
	 * of the partner
	 */
	<T> T as(Class<T> type) {
		try {
			return this.json.readValue(this.body, type);
		}
		catch (IOException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof StreamReadException) {
				throw new PartnerFailure("answered with a body that is not JSON", ex);
			}
			throw new UnusableAnswer(fault(ex), ex);
		}
	}

	private static String fault(IOException failure) {
		var path = (failure instanceof JsonMappingException mapping) ? path(mapping) : "";
		return (NestedExceptionUtils.getRootCause(failure) instanceof ContractValidation.Fault fault)
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

	/** Makes the failure for a status outside the contract. */
	PartnerFailure unexpected() {
		var message = "answered with status " + this.status;
		return isOutage() ? new TransientPartnerFailure(message, null) : new UnforeseenAnswer(message, null);
	}

	/**
	 * Result of a delivery.
	 * @throws PartnerFailure if the partner neither accepted nor refused it
	 */
	DeliveryResult delivered() {
		if (isSuccess()) {
			return DeliveryResult.ACCEPTED;
		}
		if (this.status / 100 == 4 && !isOutage()) {
			return DeliveryResult.REFUSED;
		}
		throw unexpected();
	}

	/** Whether the status tells of a temporary condition rather than of the request. */
	private boolean isOutage() {
		return this.status >= 500 || this.status == TOO_MANY_REQUESTS || this.status == REQUEST_TIMEOUT;
	}

}
