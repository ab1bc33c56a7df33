/** Correlates the log lines and partner calls of one request. */
@NullMarked
package com.auraconnect.orders.platform.tracing;

import org.jspecify.annotations.NullMarked;
