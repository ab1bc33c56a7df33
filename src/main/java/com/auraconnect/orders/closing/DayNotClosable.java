package com.auraconnect.orders.closing;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Rejects the closing of a day that is closed, or whose orders are open. */
public class DayNotClosable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int NAMED = 20;

	private DayNotClosable(String message) {
		super(message);
	}

	static DayNotClosable closedAlready(LocalDate day, int number) {
		return new DayNotClosable("The day " + day + " is closed already, as number " + number);
	}

	static DayNotClosable ordersOpen(LocalDate day, List<Long> orders) {
		var ids = orders.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
		return new DayNotClosable("Orders of " + day + " are neither completed nor cancelled: " + ids
				+ ((orders.size() > NAMED) ? " and others" : "") + "; carry_over closes the day all the same");
	}

}
