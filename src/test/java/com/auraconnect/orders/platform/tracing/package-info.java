/** Tests of {@code platform.tracing}. */
@NullMarked
package com.auraconnect.orders.platform.tracing;

import org.jspecify.annotations.NullMarked;
