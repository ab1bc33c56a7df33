/** Tests of what keeps tenants apart. */
@NullMarked
package com.auraconnect.orders.tenancy;

import org.jspecify.annotations.NullMarked;
