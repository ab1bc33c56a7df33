/** The REST API: requests in, problems and documents out. */
@NullMarked
package com.auraconnect.orders.web;

import org.jspecify.annotations.NullMarked;
