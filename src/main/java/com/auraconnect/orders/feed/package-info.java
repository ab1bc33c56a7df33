/**
 * The event log of each location for those who read it: pages, replay, server-sent
 * events, and how long events are kept.
 */
@NullMarked
package com.auraconnect.orders.feed;

import org.jspecify.annotations.NullMarked;
