/** Correlates the log lines and partner calls of one request. */
@NullMarked
package com.auraconnect.orders.tracing;

import org.jspecify.annotations.NullMarked;
