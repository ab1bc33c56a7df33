package com.auraconnect.orders.order;

/**
 * How a location schedules orders.
 *
 * @param prepMinutes usual preparation time of an order
 * @param acceptsUntilDays how many days ahead an order can be due
 */
public record SchedulingRules(int prepMinutes, int acceptsUntilDays) {
}
