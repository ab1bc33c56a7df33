/**
 * Order cache: local memory first, then Redis, then the database. An old version never
 * replaces a newer one.
 */
@NullMarked
package com.auraconnect.orders.cache;

import org.jspecify.annotations.NullMarked;
