package com.auraconnect.orders.order;

import java.util.List;
import java.util.Map;

import com.auraconnect.orders.pricing.MinorUnit;

/** Port to the menu service; every call is a request. */
public interface MenuService {

	/**
	 * Requests the chosen items with all their possible modifiers.
	 * @param unit the minor unit of the prices
	 * @return the existing items by id; an unavailable one is missing or marked
	 * @throws PartnerUnavailable if the menu service does not answer
	 */
	Map<Long, MenuItem> ask(long tenantId, long locationId, MinorUnit unit, List<NewOrder.Item> choices);

}
