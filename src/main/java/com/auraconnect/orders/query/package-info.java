/**
 * The read side: orders as clients see them, straight from SQL, one statement a response.
 */
@NullMarked
package com.auraconnect.orders.query;

import org.jspecify.annotations.NullMarked;
