package com.auraconnect.orders.architecture.guilty.cycle.kitchen;

import com.auraconnect.orders.architecture.guilty.cycle.till.Cashier;
import org.jspecify.annotations.Nullable;

/** Knows the till, which knows the kitchen. */
public record Cook(@Nullable Cashier answersTo) {
}
