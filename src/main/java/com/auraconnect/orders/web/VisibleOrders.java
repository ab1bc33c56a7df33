package com.auraconnect.orders.web;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.cache.OrderCache;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderNotFound;
import com.auraconnect.orders.security.Caller;

/** Single orders, as far as they exist for a caller. */
@Component
class VisibleOrders {

	private final OrderCache cache;

	VisibleOrders(OrderCache cache) {
		this.cache = cache;
	}

	/**
	 * @param id from the path
	 * @throws ResourceNotFound if no order can have that id
	 * @throws OrderNotFound if there is none that the caller may see
	 */
	OrderDocument get(Caller caller, String id) {
		var orderId = PathId.parse(id);
		return this.cache.find(caller.tenantId(), orderId)
			.filter((order) -> caller.canSee(order.locationId(), order.customerId()))
			.orElseThrow(() -> new OrderNotFound(orderId));
	}

}
