/** Tests of {@code kitchen}. */
@NullMarked
package com.auraconnect.orders.kitchen;

import org.jspecify.annotations.NullMarked;
