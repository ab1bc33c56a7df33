/**
 * The order aggregate and its use cases. Depends on pricing and platform only. Everything
 * else is reached through ports of this package
 * ({@link com.auraconnect.orders.order.Menu},
 * {@link com.auraconnect.orders.order.Inventory},
 * {@link com.auraconnect.orders.order.Payments},
 * {@link com.auraconnect.orders.order.TransactionalOrderListener} and so on).
 */
@NullMarked
package com.auraconnect.orders.order;

import org.jspecify.annotations.NullMarked;
