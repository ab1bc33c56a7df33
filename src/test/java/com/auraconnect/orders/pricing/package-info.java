/** Tests of the money rules. */
@NullMarked
package com.auraconnect.orders.pricing;

import org.jspecify.annotations.NullMarked;
