package com.auraconnect.orders.web;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.cache.OrderCache;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.ResourceNotFound;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderNotFound;
import com.auraconnect.orders.security.Caller;

/** Loads single orders that a caller may see. */
@Component
class VisibleOrders {

	private final OrderCache cache;

	VisibleOrders(OrderCache cache) {
		this.cache = cache;
	}

	/**
	 * Returns an order.
	 * @param id from the path
	 * @throws ResourceNotFound if the id is malformed
	 * @throws OrderNotFound if there is no such order that the caller may see
	 */
	OrderDocument get(Caller caller, String id) {
		var orderId = PathId.parse(id);
		return this.cache.find(caller.tenantId(), orderId)
			.filter((order) -> caller.canSee(order.locationId(), order.customerId()))
			.orElseThrow(() -> new OrderNotFound(orderId));
	}

}
