package com.auraconnect.orders.cache;

import com.auraconnect.orders.order.OrderDocument;

/** An order of a tenant, whether there is one or not. */
record OrderKey(long tenantId, long orderId) {

	static OrderKey of(OrderDocument document) {
		return new OrderKey(document.tenantId(), document.id());
	}

	/** The name of its entry in Redis. */
	String redisKey() {
		return "order:" + this.orderId;
	}

}
