package com.auraconnect.orders.order;

import java.util.List;

/**
 * What can be ordered, and for how much: the menu service's word counts, never the
 * client's. While the menu service is away its last word does.
 */
public interface Menu {

	/**
	 * Looks the chosen items up, with all the modifiers that each can have.
	 * @return what is known of them; what does not exist or cannot be had now is no error
	 * @throws PartnerUnavailable if the menu service does not answer and its last word on
	 * any of the items is not known, or too old
	 */
	MenuAnswer lookUp(long tenantId, long locationId, List<NewOrder.Item> choices);

}
