/** Tests of {@code http}. */
@NullMarked
package com.auraconnect.orders.http;

import org.jspecify.annotations.NullMarked;
