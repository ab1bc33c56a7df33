package com.auraconnect.orders.order;

import java.util.List;
import java.util.Map;

/**
 * What can be ordered, and for how much: the menu service's word counts, never the
 * client's.
 */
public interface Menu {

	/**
	 * Looks the chosen items up, with all the modifiers that each can have.
	 * @return the items that exist, by id; what does not exist or cannot be had now is
	 * missing or marked, not an error
	 * @throws PartnerUnavailable if the menu service does not answer
	 */
	Map<Long, MenuItem> lookUp(long tenantId, long locationId, List<NewOrder.Item> choices);

}
