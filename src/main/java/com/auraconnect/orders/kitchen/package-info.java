/**
 * The kitchen: its queue, all-day counts, acknowledgements, courses, and the bumps and
 * recalls of its displays.
 */
@NullMarked
package com.auraconnect.orders.kitchen;

import org.jspecify.annotations.NullMarked;
