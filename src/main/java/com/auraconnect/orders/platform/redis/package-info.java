/** Redis connection that requests share. */
@NullMarked
package com.auraconnect.orders.platform.redis;

import org.jspecify.annotations.NullMarked;
