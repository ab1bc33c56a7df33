/**
 * The money of business days: reports of a day, and closings, after which later changes
 * are booked on the open day.
 */
@NullMarked
package com.auraconnect.orders.closing;

import org.jspecify.annotations.NullMarked;
