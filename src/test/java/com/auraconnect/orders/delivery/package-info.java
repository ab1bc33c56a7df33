/** Tests of event delivery, against real servers. */
@NullMarked
package com.auraconnect.orders.delivery;

import org.jspecify.annotations.NullMarked;
