/** Tests of the deliveries, against real servers. */
@NullMarked
package com.auraconnect.orders.delivery;

import org.jspecify.annotations.NullMarked;
