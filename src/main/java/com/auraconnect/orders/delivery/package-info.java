/**
 * Hands what has happened on to those who only want to know: guests, by way of the
 * notification service, and analytics. Each reads the feeds at its own pace.
 */
@NullMarked
package com.auraconnect.orders.delivery;

import org.jspecify.annotations.NullMarked;
