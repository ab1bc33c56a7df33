package com.auraconnect.orders.reports;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Selects the days and locations of a report.
 *
 * @param from first business day, inclusive
 * @param to last business day, inclusive
 * @param locationId null for all locations that the caller may see
 */
public record ReportFilter(LocalDate from, LocalDate to, @Nullable Long locationId, Grouping grouping) {
}
