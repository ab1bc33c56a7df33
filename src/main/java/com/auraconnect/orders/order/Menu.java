package com.auraconnect.orders.order;

import java.util.List;

import com.auraconnect.orders.pricing.MinorUnit;

/**
 * Items and prices that orders are built from. They come from the menu service, never
 * from the client. During an outage the last known menu is used.
 */
public interface Menu {

	/**
	 * Looks up the chosen items with all their possible modifiers.
	 * @param unit the minor unit of the prices
	 * @return the known items; a missing or unavailable item is no error
	 * @throws PartnerUnavailable if the menu service does not answer and the last known
	 * state of any item is missing or too old
	 */
	MenuAnswer lookUp(long tenantId, long locationId, MinorUnit unit, List<NewOrder.Item> choices);

}
