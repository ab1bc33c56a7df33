/** Threads that work in the background for as long as the service runs. */
@NullMarked
package com.auraconnect.orders.platform.threads;

import org.jspecify.annotations.NullMarked;
