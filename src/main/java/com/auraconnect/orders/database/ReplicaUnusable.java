package com.auraconnect.orders.database;

import java.sql.SQLException;

/** The replica cannot answer this read. */
class ReplicaUnusable extends SQLException {

	private static final long serialVersionUID = 1L;

	private final Detour detour;

	ReplicaUnusable(Detour detour, String message) {
		super(message);
		this.detour = detour;
	}

	Detour detour() {
		return this.detour;
	}

}
