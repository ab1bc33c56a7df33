package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/** Who asks, and what that one may see and do. */
public interface OrderPrincipal {

	/**
	 * The tenant whose orders exist for this caller; for all others the caller is blind.
	 */
	long tenantId();

	/** The name under which the caller enters the history. */
	String actor();

	/**
	 * Whether an order of that location and customer, in the caller's own tenant, exists
	 * for the caller.
	 */
	boolean canSee(long locationId, @Nullable Long customerId);

	/** Whether the caller may call off an order that it sees and that stands there. */
	boolean mayCancel(OrderStatus status);

	/** The service itself, carrying on with what somebody else has begun. */
	static OrderPrincipal system(long tenantId) {
		return new SystemAccess(tenantId);
	}

	/** Sees all of one tenant. */
	record SystemAccess(long tenantId) implements OrderPrincipal {

		@Override
		public String actor() {
			return "system";
		}

		@Override
		public boolean canSee(long locationId, @Nullable Long customerId) {
			return true;
		}

		@Override
		public boolean mayCancel(OrderStatus status) {
			return true;
		}

	}

}
