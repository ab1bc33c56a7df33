/** Tests of {@code platform.redis}. */
@NullMarked
package com.auraconnect.orders.platform.redis;

import org.jspecify.annotations.NullMarked;
