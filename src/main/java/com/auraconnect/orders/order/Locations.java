package com.auraconnect.orders.order;

/** Port to the locations of the tenants. */
public interface Locations {

	/**
	 * Finds a location as it was within the last second. Must not be called within a
	 * transaction: one of several concurrent callers loads the location, and the
	 * connection that it needs must not be held by the waiting ones.
	 * @throws UnknownLocation if the tenant has none with that id
	 */
	Location get(long tenantId, long id);

	/**
	 * Finds a location from within a transaction, whose connection reads it if needed.
	 * @throws UnknownLocation if the tenant has none with that id
	 */
	Location getInTransaction(long tenantId, long id);

}
