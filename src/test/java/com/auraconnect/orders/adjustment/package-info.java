@NullMarked
package com.auraconnect.orders.adjustment;

import org.jspecify.annotations.NullMarked;
