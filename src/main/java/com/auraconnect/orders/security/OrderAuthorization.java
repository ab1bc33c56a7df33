package com.auraconnect.orders.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.order.OrderStatus;

/**
 * Authorization rules: an admin has the tenant, staff have their locations, customers
 * have their own orders. The tenant is checked before these rules.
 */
public final class OrderAuthorization {

	private OrderAuthorization() {
	}

	static boolean canSee(Caller caller, long locationId, @Nullable Long customerId) {
		return switch (caller.role()) {
			case ADMIN -> true;
			case STAFF -> caller.locationIds().contains(locationId);
			case CUSTOMER -> customerId != null && customerId.equals(caller.customerId());
		};
	}

	/** Customers may cancel an order only before it is confirmed. */
	static boolean mayCancel(Caller caller, OrderStatus status) {
		return caller.role() != Role.CUSTOMER || status == OrderStatus.PENDING;
	}

	/**
	 * Checks that the caller may place an order: staff for their locations, customers for
	 * themselves, without discounts and service charges, and paid by card if at all.
	 * @return the order as the caller may place it: a customer's order gets that
	 * customer, even if it names none
	 * @throws AccessDeniedException if the caller may not place it
	 */
	public static NewOrder requirePlaceable(Caller caller, NewOrder order) {
		return switch (caller.role()) {
			case ADMIN -> order;
			case STAFF -> {
				require(caller.locationIds().contains(order.locationId()), "This location is not one of yours");
				yield order;
			}
			case CUSTOMER -> {
				require(order.customerId() == null || order.customerId().equals(caller.customerId()),
						"Customers can order for themselves only");
				require(!order.hasDiscounts(), "Customers cannot give discounts");
				require(order.serviceCharges().isEmpty(), "Customers cannot set service charges");
				require(order.isUnpaidOrPaidByCard(),
						"Customers can pay by card only; without a payment the order is paid there");
				yield order.forCustomer(caller.customerId());
			}
		};
	}

	private static void require(boolean allowed, String message) {
		if (!allowed) {
			throw new AccessDeniedException(message);
		}
	}

}
