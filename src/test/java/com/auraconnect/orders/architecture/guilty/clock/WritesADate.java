package com.auraconnect.orders.architecture.guilty.clock;

import java.util.Date;

/** Keeps a time that others can change. */
public record WritesADate(Date day) {
}
