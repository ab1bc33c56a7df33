@NullMarked
package com.auraconnect.orders.schedule;

import org.jspecify.annotations.NullMarked;
