/**
 * The order aggregate and its use cases. Knows pricing and tenancy, and nothing else of
 * this service: what it needs from outside it asks for through ports of its own
 * ({@link com.auraconnect.orders.order.Menu},
 * {@link com.auraconnect.orders.order.Inventory},
 * {@link com.auraconnect.orders.order.Payments},
 * {@link com.auraconnect.orders.order.TransactionalOrderListener} and so on).
 */
@NullMarked
package com.auraconnect.orders.order;

import org.jspecify.annotations.NullMarked;
