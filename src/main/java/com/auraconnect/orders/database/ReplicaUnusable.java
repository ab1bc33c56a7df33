package com.auraconnect.orders.database;

import java.sql.SQLException;

/** The replica cannot answer this read. */
class ReplicaUnusable extends SQLException {

	private static final long serialVersionUID = 1L;

	private final FallbackReason detour;

	ReplicaUnusable(FallbackReason detour, String message) {
		super(message);
		this.detour = detour;
	}

	FallbackReason detour() {
		return this.detour;
	}

}
