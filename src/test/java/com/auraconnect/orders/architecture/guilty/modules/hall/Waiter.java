package com.auraconnect.orders.architecture.guilty.modules.hall;

import com.auraconnect.orders.architecture.guilty.modules.stove.internal.Recipe;

/** Uses what is internal to another module. */
public record Waiter(Recipe recipe) {
}
