package com.auraconnect.orders.order;

/** Way in which the food reaches the guest. */
public enum OrderType {

	DINE_IN, TAKEOUT, DELIVERY, DRIVE_THRU, ONLINE

}
