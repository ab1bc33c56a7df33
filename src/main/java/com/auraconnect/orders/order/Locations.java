package com.auraconnect.orders.order;

/** Finds the locations of the tenants. */
interface Locations {

	/**
	 * Finds a location. Not to be called within a transaction: of several threads that
	 * ask at once one looks, and the connection that it needs must not be held by those
	 * that wait for it.
	 * @throws UnknownLocation if the tenant has none with that id
	 */
	Location get(long tenantId, long id);

}
