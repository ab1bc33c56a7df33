package com.auraconnect.orders.architecture.guilty.tenancy;

import com.auraconnect.orders.platform.tenancy.Tenancy;

/** Reads the rows of all tenants although it knows its tenant. */
public abstract class LooksAtEverybody {

	void look(Runnable work) {
		Tenancy.everyTenant().run(work);
	}

}
