/**
 * Tenancy of the work on a thread. It is set on each Postgres session, where row-level
 * security enforces it whatever a statement says.
 */
@NullMarked
package com.auraconnect.orders.platform.tenancy;

import org.jspecify.annotations.NullMarked;
