package com.auraconnect.orders.reports;

/** What the days of a report are gathered into. */
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

	/** How the database writes it. */
	String format() {
		return this.format;
	}

}
