package com.auraconnect.orders.order;

/**
 * Which order is to be changed, by whom, and how its answer is kept.
 *
 * @param ifVersion the versions that the change is meant for
 */
public record OrderTarget(OrderAccess by, long orderId, VersionCondition ifVersion, Receipt receipt) {

	static OrderTarget ofSystem(long tenantId, long orderId) {
		return new OrderTarget(OrderAccess.system(tenantId), orderId, VersionCondition.ANY, Receipt.NONE);
	}

	/**
	 * The same order for the service itself, which goes on with what the caller has
	 * begun.
	 */
	OrderTarget continued() {
		return new OrderTarget(OrderAccess.system(this.by.tenantId()), this.orderId, VersionCondition.ANY,
				this.receipt);
	}

}
