package com.auraconnect.orders.reports;

import org.jspecify.annotations.Nullable;

/**
 * The locations to recount.
 *
 * @param locationId null for all locations of the tenant
 */
record Recount(long tenantId, @Nullable Long locationId) {

	static Recount parse(String text) {
		var parts = text.split("/", 2);
		return new Recount(Long.parseLong(parts[0]), (parts.length > 1) ? Long.valueOf(parts[1]) : null);
	}

	/** Instance name of the task, so that equal recounts are one task. */
	@Override
	public String toString() {
		return (this.locationId != null) ? this.tenantId + "/" + this.locationId : Long.toString(this.tenantId);
	}

}
