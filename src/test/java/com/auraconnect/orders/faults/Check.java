package com.auraconnect.orders.faults;

import java.util.List;

/** Looks for one kind of damage. Knows what the contract says, and nothing else. */
@FunctionalInterface
interface Check {

	/** All checks. */
	List<Check> ALL = List.of(new KeyCheck(), new WriteCheck(), new FeedCheck(), new FollowerCheck(), new StatusCheck(),
			new MoneyCheck(), new StockCheck(), new BillCheck(), new ReportCheck(), new ReadCheck(), new TenantCheck(),
			new RestCheck());

	/** Returns the violations; empty if there are none. */
	List<Finding> findings(Evidence evidence);

}
