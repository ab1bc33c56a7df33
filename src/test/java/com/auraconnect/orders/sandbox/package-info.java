/**
 * Stands in for the six partner services and the token issuer, over real HTTP, in tests
 * and in the local run. Never part of the production jar.
 */
@NullMarked
package com.auraconnect.orders.sandbox;

import org.jspecify.annotations.NullMarked;
