/** Tests of database connections and replica reads, against real servers. */
@NullMarked
package com.auraconnect.orders.database;

import org.jspecify.annotations.NullMarked;
