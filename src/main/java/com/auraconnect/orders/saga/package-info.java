/**
 * The work behind an accepted order: steps with partners, retried until they are done,
 * each beside its compensation.
 */
@NullMarked
package com.auraconnect.orders.saga;

import org.jspecify.annotations.NullMarked;
