package com.auraconnect.orders.cache;

import com.auraconnect.orders.order.OrderDocument;

/** Key of an order in the caches, whether the order exists or not. */
record OrderKey(long tenantId, long orderId) {

	static OrderKey of(OrderDocument document) {
		return new OrderKey(document.tenantId(), document.id());
	}

	/** Returns the key in Redis. */
	String redisKey() {
		return "order:" + this.orderId;
	}

}
