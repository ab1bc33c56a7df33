/**
 * Rules of the architecture, each tested on code that breaks it.
 */
@NullMarked
package com.auraconnect.orders.architecture;

import org.jspecify.annotations.NullMarked;
