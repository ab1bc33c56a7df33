package com.auraconnect.orders.order;

/** Cash is recorded here; a card is the payment service's business. */
public enum PaymentMethod {

	CASH, CARD

}
