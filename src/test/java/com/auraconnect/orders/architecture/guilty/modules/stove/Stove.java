package com.auraconnect.orders.architecture.guilty.modules.stove;

import com.auraconnect.orders.architecture.guilty.modules.stove.internal.Recipe;

/** A module with something internal. */
public record Stove(Recipe recipe) {
}
