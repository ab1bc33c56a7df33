package com.auraconnect.orders.platform.database;

/** Reason why a read goes to the primary; its name is a metric tag. */
enum FallbackReason {

	/** The circuit is open. */
	SPARED,

	/** There is no connection to the replica. */
	AWAY,

	/** The primary did not report its LSN within the budget. */
	UNSURE,

	/** The replica did not catch up within the budget. */
	LATE,

	/** The configured server is not a replica of this primary. */
	UNFIT,

	/** The replica cancelled the statement, or the connection failed during it. */
	FAILED

}
