package com.auraconnect.orders.architecture.guilty.cycle.till;

import com.auraconnect.orders.architecture.guilty.cycle.kitchen.Cook;

/** Depends on the kitchen, which depends on the till. */
public record Cashier(Cook shoutsTo) {
}
