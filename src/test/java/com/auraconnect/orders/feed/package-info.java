/** Tests of {@code feed}. */
@NullMarked
package com.auraconnect.orders.feed;

import org.jspecify.annotations.NullMarked;
