/** Payments and refunds over HTTP: endpoints, requests and the rules of their amounts. */
@NullMarked
package com.auraconnect.orders.payment;

import org.jspecify.annotations.NullMarked;
