/**
 * Database connections, and reads from the primary or from a replica that has caught up.
 */
@NullMarked
package com.auraconnect.orders.database;

import org.jspecify.annotations.NullMarked;
