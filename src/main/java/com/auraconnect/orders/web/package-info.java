/** The REST API of orders: controllers, requests, and the problems of exceptions. */
@NullMarked
package com.auraconnect.orders.web;

import org.jspecify.annotations.NullMarked;
