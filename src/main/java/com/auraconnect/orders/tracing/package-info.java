/** What ties together the log lines and calls that one request has caused. */
@NullMarked
package com.auraconnect.orders.tracing;

import org.jspecify.annotations.NullMarked;
