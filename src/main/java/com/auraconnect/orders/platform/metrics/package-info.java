/** Gauges that are counted in the database, and the timer of HTTP requests. */
@NullMarked
package com.auraconnect.orders.platform.metrics;

import org.jspecify.annotations.NullMarked;
