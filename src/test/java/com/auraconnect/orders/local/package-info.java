/**
 * The whole service on a bare machine: what {@code ./mvnw spring-boot:test-run} starts.
 */
@NullMarked
package com.auraconnect.orders.local;

import org.jspecify.annotations.NullMarked;
