package com.auraconnect.orders.security;

/** Role of a caller in its tenant. */
public enum Role {

	/** May see and do everything in the tenant. */
	ADMIN,

	/** Works at one or more of the tenant's locations. */
	STAFF,

	/** A guest. */
	CUSTOMER

}
