/**
 * The local run of {@code ./mvnw spring-boot:test-run}, the whole service on a machine
 * with a JDK alone, and what the demo in containers adds to the service's image.
 */
@NullMarked
package com.auraconnect.orders.local;

import org.jspecify.annotations.NullMarked;
