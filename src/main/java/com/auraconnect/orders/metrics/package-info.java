/** Meters of the service. */
@NullMarked
package com.auraconnect.orders.metrics;

import org.jspecify.annotations.NullMarked;
