/**
 * Puts the whole service under load and faults, and checks afterwards that nothing is
 * lost, doubled, out of order or unbalanced. docs/faults.md describes it.
 */
@NullMarked
package com.auraconnect.orders.faults;

import org.jspecify.annotations.NullMarked;
