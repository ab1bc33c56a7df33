package com.auraconnect.orders.reports;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What a report is about.
 *
 * @param from the first business day
 * @param to the last business day
 * @param locationId null for all locations of the caller's
 */
public record ReportFilter(LocalDate from, LocalDate to, @Nullable Long locationId, Grouping grouping) {
}
