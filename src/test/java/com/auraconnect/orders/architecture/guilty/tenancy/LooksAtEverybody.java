package com.auraconnect.orders.architecture.guilty.tenancy;

import com.auraconnect.orders.tenancy.Tenancy;

/** Finds the tenant that it knows by looking through all of them. */
public abstract class LooksAtEverybody {

	void look(Runnable work) {
		Tenancy.everyTenant().run(work);
	}

}
