/**
 * Delivers events to partners that only listen: to guests through the notification
 * service, and to analytics. Each reads the feeds at its own pace.
 */
@NullMarked
package com.auraconnect.orders.delivery;

import org.jspecify.annotations.NullMarked;
