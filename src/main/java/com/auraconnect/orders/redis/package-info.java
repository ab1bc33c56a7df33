/** Redis connection that requests share. */
@NullMarked
package com.auraconnect.orders.redis;

import org.jspecify.annotations.NullMarked;
