package com.auraconnect.orders.architecture.guilty.modules.stove.internal;

/** Internal to its module. */
public record Recipe(String name) {
}
