/**
 * Infrastructure of the integration tests: real PostgreSQL and Redis, the whole service
 * in this JVM or as the real jar, and a client for it.
 */
@NullMarked
package com.auraconnect.orders.testing;

import org.jspecify.annotations.NullMarked;
