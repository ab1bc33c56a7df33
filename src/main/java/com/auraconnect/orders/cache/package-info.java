/**
 * Orders by id without the database: Redis first, the database behind it, never an old
 * version over a newer one.
 */
@NullMarked
package com.auraconnect.orders.cache;

import org.jspecify.annotations.NullMarked;
