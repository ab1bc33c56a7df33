package com.auraconnect.orders.order;

import java.util.Optional;

/** Port to the customer service. */
public interface CustomerDirectory {

	/**
	 * Looks up a customer.
	 * @return empty if there is none with that id
	 * @throws PartnerUnavailable if the customer service does not answer
	 */
	Optional<CustomerDetails> find(long tenantId, long customerId);

}
