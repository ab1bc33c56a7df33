@NullMarked
package com.auraconnect.orders.check;

import org.jspecify.annotations.NullMarked;
