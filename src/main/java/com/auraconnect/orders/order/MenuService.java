package com.auraconnect.orders.order;

import java.util.List;
import java.util.Map;

/** The service whose word on items and prices counts, asked each time anew. */
public interface MenuService {

	/**
	 * Asks for the chosen items, with all the modifiers that each can have.
	 * @return the items that exist, by id; what does not exist is missing, what cannot be
	 * had now is missing or marked
	 * @throws PartnerUnavailable if the menu service does not answer
	 */
	Map<Long, MenuItem> ask(long tenantId, long locationId, List<NewOrder.Item> choices);

}
