/**
 * What integration tests stand on: real PostgreSQL and Redis, the whole service in this
 * JVM or as the real jar, and a client that talks to it.
 */
@NullMarked
package com.auraconnect.orders.testing;

import org.jspecify.annotations.NullMarked;
