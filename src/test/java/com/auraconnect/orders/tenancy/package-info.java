/** Tests of the separation of tenants. */
@NullMarked
package com.auraconnect.orders.tenancy;

import org.jspecify.annotations.NullMarked;
