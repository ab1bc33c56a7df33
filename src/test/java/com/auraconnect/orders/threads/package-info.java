@NullMarked
package com.auraconnect.orders.threads;

import org.jspecify.annotations.NullMarked;
