package com.auraconnect.orders.architecture.guilty.order;

import org.springframework.http.HttpStatus;

/** Depends on HTTP within the aggregate. */
public record SpeaksHttp(HttpStatus status) {
}
