package com.auraconnect.orders.order;

import java.time.LocalDate;

/** Port to the business days that are closed. */
public interface ClosedDays {

	/** Whether a business day of a location is closed. */
	boolean isClosed(long tenantId, long locationId, LocalDate day);

}
