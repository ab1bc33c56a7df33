/**
 * Scheduled orders: sends each to its kitchen at its time, and plans it again when that
 * changes.
 */
@NullMarked
package com.auraconnect.orders.schedule;

import org.jspecify.annotations.NullMarked;
