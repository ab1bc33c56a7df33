package com.auraconnect.orders.order;

import java.util.Optional;

/** The people behind the ids, as the customer service knows them. */
public interface CustomerDirectory {

	/**
	 * Looks a customer up.
	 * @return empty if there is none with that id
	 * @throws PartnerUnavailable if the customer service does not answer
	 */
	Optional<CustomerDetails> find(long tenantId, long customerId);

}
