package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/** Principal of a command: identity and permissions of the caller. */
public interface OrderPrincipal {

	/** Returns the only tenant whose orders the caller can see. */
	long tenantId();

	/** Returns the name of the caller for the status history. */
	String actor();

	/**
	 * Whether the caller can see the orders of that location and customer in the caller's
	 * tenant.
	 */
	boolean canSee(long locationId, @Nullable Long customerId);

	/** Whether the caller may cancel a visible order in that status. */
	boolean mayCancel(OrderStatus status);

	/** Returns the principal of the service itself, for background work. */
	static OrderPrincipal system(long tenantId) {
		return new SystemPrincipal(tenantId);
	}

	/** Principal with access to all orders of one tenant. */
	record SystemPrincipal(long tenantId) implements OrderPrincipal {

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
