package com.auraconnect.orders.database;

/** Why a read goes to the primary. */
enum FallbackReason {

	/** The circuit is open. */
	SPARED,

	/** The replica cannot be connected to. */
	AWAY,

	/** The primary has not said within the budget how far the replica has to be. */
	UNSURE,

	/** The replica has not caught up within the budget. */
	LATE,

	/** What is there is no replica of this primary. */
	UNFIT,

	/** The replica has cancelled the statement, or gone away over it. */
	FAILED

}
