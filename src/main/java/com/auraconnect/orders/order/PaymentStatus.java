package com.auraconnect.orders.order;

/** Payment status of an order over all its payments. */
public enum PaymentStatus {

	UNPAID, AUTHORIZED, PARTIALLY_PAID, PAID, PARTIALLY_REFUNDED, REFUNDED, FAILED

}
