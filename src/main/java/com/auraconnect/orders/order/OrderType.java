package com.auraconnect.orders.order;

/** How the food reaches its guest. */
public enum OrderType {

	DINE_IN, TAKEOUT, DELIVERY, DRIVE_THRU, ONLINE

}
