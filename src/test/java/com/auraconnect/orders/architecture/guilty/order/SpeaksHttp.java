package com.auraconnect.orders.architecture.guilty.order;

import org.springframework.http.HttpStatus;

/** Knows in the aggregate what a client will be answered. */
public record SpeaksHttp(HttpStatus status) {
}
