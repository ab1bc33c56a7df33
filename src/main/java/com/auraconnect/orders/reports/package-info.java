/**
 * How many orders, and what they come to, by business day. The numbers are kept and
 * follow the feeds of events; a report is read from them, never from the orders.
 */
@NullMarked
package com.auraconnect.orders.reports;

import org.jspecify.annotations.NullMarked;
