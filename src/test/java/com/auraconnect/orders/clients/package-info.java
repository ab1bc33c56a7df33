@NullMarked
package com.auraconnect.orders.clients;

import org.jspecify.annotations.NullMarked;
