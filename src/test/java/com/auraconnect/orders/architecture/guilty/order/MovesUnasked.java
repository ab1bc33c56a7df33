package com.auraconnect.orders.architecture.guilty.order;

import com.auraconnect.orders.order.OrderStatus;

/** Sets the status and bypasses the state machine. */
public class MovesUnasked {

	private OrderStatus status = OrderStatus.PENDING;

	public void setStatus(OrderStatus status) {
		this.status = status;
	}

	public OrderStatus status() {
		return this.status;
	}

}
