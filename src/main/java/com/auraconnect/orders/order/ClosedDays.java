package com.auraconnect.orders.order;

import java.time.Instant;
import java.time.LocalDate;

/** Port to the business days that are closed. */
public interface ClosedDays {

	/**
	 * Whether a payment belongs to a day that is closed. If it does not, that day is not
	 * closed before the current transaction ends.
	 * @param day business day on which the payment was taken
	 * @param takenAt when it was taken, perhaps after that day was closed
	 */
	boolean isCounted(long tenantId, long locationId, LocalDate day, Instant takenAt);

}
