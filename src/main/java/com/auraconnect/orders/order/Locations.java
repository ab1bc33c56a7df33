package com.auraconnect.orders.order;

/** Finds the locations of the tenants. */
interface Locations {

	/**
	 * Finds a location. Must not be called within a transaction: one of several
	 * concurrent callers loads the location, and the connection that it needs must not be
	 * held by the waiting ones.
	 * @throws UnknownLocation if the tenant has none with that id
	 */
	Location get(long tenantId, long id);

}
