package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * Which order is to be changed, by whom, and how its answer is kept.
 *
 * @param ifVersion the version that the caller has seen, null when any will do
 */
public record OrderTarget(OrderAccess by, long orderId, @Nullable Integer ifVersion, Receipt receipt) {

	static OrderTarget ofSystem(long tenantId, long orderId) {
		return new OrderTarget(OrderAccess.system(tenantId), orderId, null, Receipt.NONE);
	}

	/**
	 * The same order for the service itself, which goes on with what the caller has
	 * begun.
	 */
	OrderTarget continued() {
		return new OrderTarget(OrderAccess.system(this.by.tenantId()), this.orderId, null, this.receipt);
	}

}
