/**
 * Foundations of every module: threads, tracing, tenancy, database, Redis, codecs,
 * metrics and the fast path of HTTP requests.
 */
@NullMarked
@ApplicationModule(type = Type.OPEN)
package com.auraconnect.orders.platform;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.ApplicationModule.Type;
