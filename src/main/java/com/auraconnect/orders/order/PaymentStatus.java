package com.auraconnect.orders.order;

/** What has been paid for an order, over all its payments. */
public enum PaymentStatus {

	UNPAID, AUTHORIZED, PARTIALLY_PAID, PAID, PARTIALLY_REFUNDED, REFUNDED, FAILED

}
