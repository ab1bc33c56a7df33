package com.auraconnect.orders.reports;

/** How far one turn has brought the numbers of a location. */
enum Progress {

	/** There are no events that are not counted. */
	DONE,

	/** There may be more. */
	MORE,

	/** Somebody else is at work on this location. */
	TAKEN

}
