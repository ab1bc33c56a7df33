/**
 * Whose data the work on a thread is about. Postgres is told with each connection, and
 * keeps to it whatever a statement says.
 */
@NullMarked
package com.auraconnect.orders.tenancy;

import org.jspecify.annotations.NullMarked;
