package com.auraconnect.orders.order;

/**
 * Which order is to be changed, by whom, and how its answer is kept.
 *
 * @param ifVersion the versions that the change is meant for
 */
public record OrderCommandContext(OrderPrincipal by, long orderId, VersionCondition ifVersion, ResponseRecorder recorder) {

	static OrderCommandContext ofSystem(long tenantId, long orderId) {
		return new OrderCommandContext(OrderPrincipal.system(tenantId), orderId, VersionCondition.ANY, ResponseRecorder.NONE);
	}

	/**
	 * The same order for the service itself, which goes on with what the caller has
	 * begun.
	 */
	OrderCommandContext continued() {
		return new OrderCommandContext(OrderPrincipal.system(this.by.tenantId()), this.orderId, VersionCondition.ANY,
				this.recorder);
	}

}
