package com.auraconnect.orders.order;

/**
 * External service that the order service calls. An order can be taken while it is down.
 */
public enum Partner {

	MENU, INVENTORY, PAYMENT, CUSTOMER, NOTIFICATION, ANALYTICS

}
