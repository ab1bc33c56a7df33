package com.auraconnect.orders.architecture.guilty.cycle.kitchen;

import com.auraconnect.orders.architecture.guilty.cycle.till.Cashier;
import org.jspecify.annotations.Nullable;

/** Depends on the till, which depends on the kitchen. */
public record Cook(@Nullable Cashier answersTo) {
}
