package com.auraconnect.orders.order;

/**
 * Target order, principal, version condition and response recorder of one command.
 *
 * @param ifVersion the order versions to which the command applies
 */
public record OrderCommandContext(OrderPrincipal by, long orderId, VersionCondition ifVersion,
		ResponseRecorder recorder) {

	public static OrderCommandContext ofSystem(long tenantId, long orderId) {
		return new OrderCommandContext(OrderPrincipal.system(tenantId), orderId, VersionCondition.ANY,
				ResponseRecorder.NONE);
	}

	/**
	 * Copies the context with the system as principal and without a version condition,
	 * for follow-up changes of the caller's command.
	 */
	OrderCommandContext asSystem() {
		return new OrderCommandContext(OrderPrincipal.system(this.by.tenantId()), this.orderId, VersionCondition.ANY,
				this.recorder);
	}

}
