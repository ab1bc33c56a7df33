package com.auraconnect.orders.faults;

import java.util.List;

/** Looks for one kind of damage. Knows what the contract says, and nothing else. */
@FunctionalInterface
interface Check {

	/** All checks. */
	List<Check> ALL = List.of(new KeyCheck(), new WriteCheck(), new FeedCheck(), new FollowerCheck(), new StatusCheck(),
			new MoneyCheck(), new StockCheck(), new BillCheck(), new ReportCheck(), new ReadCheck(), new TenantCheck(),
			new RestCheck());

	/** What is wrong; empty if nothing is. */
	List<Finding> findings(Evidence evidence);

}
