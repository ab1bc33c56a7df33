/** Tests of what is under deploy/. */
@NullMarked
package com.auraconnect.orders.deploy;

import org.jspecify.annotations.NullMarked;
