/**
 * Database connections, and reads from the primary or from a replica that has caught up.
 */
@NullMarked
package com.auraconnect.orders.platform.database;

import org.jspecify.annotations.NullMarked;
