package com.auraconnect.orders.reports;

/** Result of counting one batch of a location. */
enum Progress {

	/** All events are counted. */
	DONE,

	/** There may be more events. */
	MORE,

	/** Another transaction holds the cursor of this location. */
	TAKEN

}
