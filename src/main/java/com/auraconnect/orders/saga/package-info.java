/**
 * What goes on behind an accepted order: steps with partners, repeated until they are
 * done, beside what undoes them.
 */
@NullMarked
package com.auraconnect.orders.saga;

import org.jspecify.annotations.NullMarked;
