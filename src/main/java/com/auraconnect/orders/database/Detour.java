package com.auraconnect.orders.database;

/** Why a read goes to the primary. */
enum Detour {

	/** The circuit is open. */
	SPARED,

	/** The replica, or the primary's word on how far it has to be, cannot be had. */
	AWAY,

	/** The replica has not caught up within the budget. */
	LATE,

	/** What is there is no replica of this primary. */
	UNFIT,

	/** The replica has cancelled the statement, or gone away over it. */
	FAILED

}
