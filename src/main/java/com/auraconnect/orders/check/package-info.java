/**
 * Checks, the bills of tables: which orders are on them, how they are split, and when
 * they close.
 */
@NullMarked
package com.auraconnect.orders.check;

import org.jspecify.annotations.NullMarked;
