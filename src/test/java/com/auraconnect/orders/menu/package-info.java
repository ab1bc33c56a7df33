@NullMarked
package com.auraconnect.orders.menu;

import org.jspecify.annotations.NullMarked;
