/** Tests of business days and their closings, against real servers. */
@NullMarked
package com.auraconnect.orders.closing;

import org.jspecify.annotations.NullMarked;
