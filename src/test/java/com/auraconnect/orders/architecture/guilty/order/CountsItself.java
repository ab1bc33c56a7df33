package com.auraconnect.orders.architecture.guilty.order;

import com.auraconnect.orders.cache.OrderCache;

/** Depends on the cache within the aggregate. */
public record CountsItself(OrderCache cache) {
}
