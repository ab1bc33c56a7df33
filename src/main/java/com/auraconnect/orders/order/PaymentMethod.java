package com.auraconnect.orders.order;

/** Means of payment. Cash is only recorded; a card is charged by the payment service. */
public enum PaymentMethod {

	CASH, CARD

}
