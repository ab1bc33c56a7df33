package com.auraconnect.orders.architecture.guilty.order;

import com.auraconnect.orders.metrics.OrderMeters;

/** Depends on the metrics within the aggregate. */
public record CountsItself(OrderMeters meters) {
}
