package com.auraconnect.orders.menu;

/** One item on the menu of one location. */
record ItemKey(long tenantId, long locationId, long menuItemId) {
}
