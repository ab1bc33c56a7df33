package com.auraconnect.orders.order.read;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderDocument;

/**
 * A page of a list.
 *
 * @param next the keyset of the next page, null after the last one
 */
public record OrderPage(List<OrderDocument> orders, @Nullable PageStart next) {
}
