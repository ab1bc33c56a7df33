package com.auraconnect.orders.order;

/**
 * Payment status of an order over all its payments. {@link Balance#status} derives it.
 */
public enum PaymentStatus {

	UNPAID, PARTIALLY_AUTHORIZED, AUTHORIZED, PARTIALLY_PAID, PAID, PARTIALLY_REFUNDED, REFUNDED, FAILED

}
