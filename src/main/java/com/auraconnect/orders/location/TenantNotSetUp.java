package com.auraconnect.orders.location;

/**
 * Rejects a location of a tenant that does not exist, where the platform creates tenants
 * itself.
 */
public class TenantNotSetUp extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TenantNotSetUp(long tenantId) {
		super("Tenant " + tenantId + " is not set up");
	}

}
