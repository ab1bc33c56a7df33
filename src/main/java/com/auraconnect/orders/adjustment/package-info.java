/** Discounts, comps, prices and service charges that are given after the sale. */
@NullMarked
package com.auraconnect.orders.adjustment;

import org.jspecify.annotations.NullMarked;
