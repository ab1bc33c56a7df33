package com.auraconnect.orders.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderDocument;

/**
 * Some orders of a list, in its order.
 *
 * @param next where the next page begins, null after the last one
 */
public record OrderPage(List<OrderDocument> orders, @Nullable PageStart next) {
}
