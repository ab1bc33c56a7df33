@NullMarked
package com.auraconnect.orders.openapi;

import org.jspecify.annotations.NullMarked;
