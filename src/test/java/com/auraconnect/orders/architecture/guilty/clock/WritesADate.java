package com.auraconnect.orders.architecture.guilty.clock;

import java.util.Date;

/** Stores a mutable date. */
public record WritesADate(Date day) {
}
