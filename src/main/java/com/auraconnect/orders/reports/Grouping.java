package com.auraconnect.orders.reports;

/** The period that a report groups days by. */
public enum Grouping {

	/** {@code 2026-11-22}. */
	DAY("YYYY-MM-DD"),

	/** Monday to Sunday, as ISO 8601 numbers them: {@code 2026-W47}. */
	WEEK("IYYY\"-W\"IW"),

	/** {@code 2026-11}. */
	MONTH("YYYY-MM");

	private final String format;

	Grouping(String format) {
		this.format = format;
	}

	/** Format of the period for PostgreSQL's {@code to_char}. */
	String format() {
		return this.format;
	}

}
