package com.auraconnect.orders.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.order.OrderStatus;

/**
 * The founding document's rules: an admin has the tenant, staff have their locations,
 * customers have their own orders. Which tenant's orders there are at all is decided
 * before these are asked.
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

	/** A customer can call an order off as long as nobody has begun with it. */
	static boolean mayCancel(Caller caller, OrderStatus status) {
		return caller.role() != Role.CUSTOMER || status == OrderStatus.PENDING;
	}

	/**
	 * Staff take orders for their locations; customers for themselves, without discounts
	 * or service charges, and without saying that there is cash in the till.
	 * @return the order as the caller may place it: a customer's is that customer's, also
	 * where it does not say so
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
				require(!order.isPaidInCash(), "Customers cannot take cash; without a payment the order is paid there");
				yield order.forCustomer(caller.customerId());
			}
		};
	}

	private static void require(boolean allowed, String otherwise) {
		if (!allowed) {
			throw new AccessDeniedException(otherwise);
		}
	}

}
