/**
 * PostgreSQL and Redis as processes of this JVM, from binaries on the test class path:
 * for tests on a machine without a container engine, and for the local run.
 */
@NullMarked
package com.auraconnect.orders.embedded;

import org.jspecify.annotations.NullMarked;
