package com.auraconnect.orders.security;

/** What a caller is to its tenant. */
public enum Role {

	/** Sees and does everything in the tenant. */
	ADMIN,

	/** Works at some of the tenant's locations. */
	STAFF,

	/** A guest. */
	CUSTOMER

}
