@NullMarked
package com.auraconnect.orders.platform.fastpath;

import org.jspecify.annotations.NullMarked;
