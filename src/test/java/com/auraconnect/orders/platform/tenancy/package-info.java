/** Tests of {@code platform.tenancy}. */
@NullMarked
package com.auraconnect.orders.platform.tenancy;

import org.jspecify.annotations.NullMarked;
