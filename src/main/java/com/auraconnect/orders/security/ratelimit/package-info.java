/**
 * Rate limits by caller, in fixed windows that replicas share through Redis.
 */
@NullMarked
@NamedInterface("ratelimit")
package com.auraconnect.orders.security.ratelimit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
