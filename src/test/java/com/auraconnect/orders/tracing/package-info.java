@NullMarked
package com.auraconnect.orders.tracing;

import org.jspecify.annotations.NullMarked;
