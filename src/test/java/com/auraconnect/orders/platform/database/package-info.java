/** Tests of {@code platform.database}. */
@NullMarked
package com.auraconnect.orders.platform.database;

import org.jspecify.annotations.NullMarked;
