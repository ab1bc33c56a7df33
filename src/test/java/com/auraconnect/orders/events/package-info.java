/** Tests of events from a change to its subscribers. */
@NullMarked
package com.auraconnect.orders.events;

import org.jspecify.annotations.NullMarked;
