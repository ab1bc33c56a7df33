package com.auraconnect.orders.architecture.guilty.cycle.till;

import com.auraconnect.orders.architecture.guilty.cycle.kitchen.Cook;

/** Knows the kitchen, which knows the till. */
public record Cashier(Cook shoutsTo) {
}
