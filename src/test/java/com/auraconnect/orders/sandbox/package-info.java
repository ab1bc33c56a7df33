/**
 * Stands in for the six partner services and the token issuer, over real HTTP, in tests,
 * in the local run and in the demo in containers. Never part of the production jar.
 */
@NullMarked
package com.auraconnect.orders.sandbox;

import org.jspecify.annotations.NullMarked;
