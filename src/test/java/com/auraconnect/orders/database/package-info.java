/** Tests of the way to the database, against real servers. */
@NullMarked
package com.auraconnect.orders.database;

import org.jspecify.annotations.NullMarked;
