/** Tests of {@code platform.threads}. */
@NullMarked
package com.auraconnect.orders.platform.threads;

import org.jspecify.annotations.NullMarked;
