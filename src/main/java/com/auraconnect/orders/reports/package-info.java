/**
 * Reports of order counts and revenue by business day. Daily sums follow the event feeds;
 * a report is read from the sums, never from the orders.
 */
@NullMarked
package com.auraconnect.orders.reports;

import org.jspecify.annotations.NullMarked;
