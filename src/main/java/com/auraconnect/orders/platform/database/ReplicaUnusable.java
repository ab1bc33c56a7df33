package com.auraconnect.orders.platform.database;

import java.sql.SQLException;

/** Thrown when the replica cannot answer a read. */
class ReplicaUnusable extends SQLException {

	private static final long serialVersionUID = 1L;

	private final FallbackReason reason;

	ReplicaUnusable(FallbackReason reason, String message) {
		super(message);
		this.reason = reason;
	}

	FallbackReason reason() {
		return this.reason;
	}

}
