/** The REST API: controllers, reading and validation of requests, problems. */
@NullMarked
package com.auraconnect.orders.web;

import org.jspecify.annotations.NullMarked;
