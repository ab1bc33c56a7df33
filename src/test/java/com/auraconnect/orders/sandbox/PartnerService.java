package com.auraconnect.orders.sandbox;

/** Handles the calls to a partner. Called by many threads at once. */
@FunctionalInterface
interface PartnerService {

	/**
	 * Does the work and answers.
	 * @throws MalformedCall when the call does not keep to the contract
	 */
	Reply answer(Call call);

}
