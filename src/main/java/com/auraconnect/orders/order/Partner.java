package com.auraconnect.orders.order;

/** A service that an order is taken with the help of, and can be taken without. */
public enum Partner {

	MENU, INVENTORY, PAYMENT, CUSTOMER, NOTIFICATION, ANALYTICS

}
