/** Tests of {@code outbox}. */
@NullMarked
package com.auraconnect.orders.outbox;

import org.jspecify.annotations.NullMarked;
