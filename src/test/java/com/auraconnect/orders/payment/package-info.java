@NullMarked
package com.auraconnect.orders.payment;

import org.jspecify.annotations.NullMarked;
