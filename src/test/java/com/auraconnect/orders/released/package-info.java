/** Compares the descriptions of the API and the events with those of a release. */
@NullMarked
package com.auraconnect.orders.released;

import org.jspecify.annotations.NullMarked;
