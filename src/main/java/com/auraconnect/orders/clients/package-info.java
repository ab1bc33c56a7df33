/**
 * The partner services over HTTP: one client a port, each call with time-outs, retries
 * and a circuit breaker.
 */
@NullMarked
package com.auraconnect.orders.clients;

import org.jspecify.annotations.NullMarked;
