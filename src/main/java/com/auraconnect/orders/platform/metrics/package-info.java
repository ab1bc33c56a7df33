/** Gauges that are counted in the database, and the version of the build. */
@NullMarked
package com.auraconnect.orders.platform.metrics;

import org.jspecify.annotations.NullMarked;
