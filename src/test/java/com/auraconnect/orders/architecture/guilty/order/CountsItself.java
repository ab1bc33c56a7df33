package com.auraconnect.orders.architecture.guilty.order;

import com.auraconnect.orders.metrics.OrderMeters;

/** Reaches from the aggregate into the metrics. */
public record CountsItself(OrderMeters meters) {
}
