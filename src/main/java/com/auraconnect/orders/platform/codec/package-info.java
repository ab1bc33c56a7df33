/** Forms of values outside the program: hashes and JSON. */
@NullMarked
package com.auraconnect.orders.platform.codec;

import org.jspecify.annotations.NullMarked;
