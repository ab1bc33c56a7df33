/** Tests of authentication, authorization and rate limits. */
@NullMarked
package com.auraconnect.orders.security;

import org.jspecify.annotations.NullMarked;
