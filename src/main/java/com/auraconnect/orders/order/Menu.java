package com.auraconnect.orders.order;

import java.util.List;

/**
 * Items and prices that orders are built from. They come from the menu service, never
 * from the client. During an outage the last known menu is used.
 */
public interface Menu {

	/**
	 * Looks up the chosen items with all their possible modifiers.
	 * @return the known items; a missing or unavailable item is no error
	 * @throws PartnerUnavailable if the menu service does not answer and the last known
	 * state of any item is missing or too old
	 */
	MenuAnswer lookUp(long tenantId, long locationId, List<NewOrder.Item> choices);

}
