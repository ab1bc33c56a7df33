/** Starts the service, and connects it to its surroundings as the environment says. */
@NullMarked
package com.auraconnect.orders;

import org.jspecify.annotations.NullMarked;
