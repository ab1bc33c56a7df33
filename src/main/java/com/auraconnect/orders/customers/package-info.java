/** Runs the fetching of customer details in the background. */
@NullMarked
package com.auraconnect.orders.customers;

import org.jspecify.annotations.NullMarked;
