/** Tests of the REST API, over HTTP. */
@NullMarked
package com.auraconnect.orders.web;

import org.jspecify.annotations.NullMarked;
