/** Who calls, and what that one may see and do: the tests. */
@NullMarked
package com.auraconnect.orders.security;

import org.jspecify.annotations.NullMarked;
