package com.auraconnect.orders.order;

import java.util.List;
import java.util.Map;

/** Port to the menu service; every call is a request. */
public interface MenuService {

	/**
	 * Requests the chosen items with all their possible modifiers.
	 * @return the existing items by id; an unavailable one is missing or marked
	 * @throws PartnerUnavailable if the menu service does not answer
	 */
	Map<Long, MenuItem> ask(long tenantId, long locationId, List<NewOrder.Item> choices);

}
