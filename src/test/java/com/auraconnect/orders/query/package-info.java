/** Tests of the read side, against a real PostgreSQL. */
@NullMarked
package com.auraconnect.orders.query;

import org.jspecify.annotations.NullMarked;
