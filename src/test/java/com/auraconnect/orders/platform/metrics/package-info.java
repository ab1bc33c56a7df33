/** Tests of {@code platform.metrics}. */
@NullMarked
package com.auraconnect.orders.platform.metrics;

import org.jspecify.annotations.NullMarked;
