/** Tests of locations. */
@NullMarked
package com.auraconnect.orders.location;

import org.jspecify.annotations.NullMarked;
