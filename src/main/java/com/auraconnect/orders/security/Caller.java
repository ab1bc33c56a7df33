package com.auraconnect.orders.security;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderPrincipal;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.read.OrderFilter;

/**
 * The caller, as read from the token.
 *
 * @param subject the token's {@code sub}, recorded in the history
 * @param locationIds locations of a staff member, empty for others
 * @param customerId id of a customer, null for others
 */
public record Caller(String subject, long tenantId, Role role, Set<Long> locationIds,
		@Nullable Long customerId) implements OrderPrincipal {

	@Override
	public String actor() {
		return this.subject;
	}

	@Override
	public boolean canSee(long locationId, @Nullable Long customerId) {
		return OrderAuthorization.canSee(this, locationId, customerId);
	}

	/** The orders that this caller may see, as the scope of lists. */
	public OrderFilter.Scope scope() {
		return new OrderFilter.Scope(this.tenantId, (this.role == Role.STAFF) ? List.copyOf(this.locationIds) : null,
				(this.role == Role.CUSTOMER) ? this.customerId : null);
	}

	@Override
	public boolean mayCancel(OrderStatus status) {
		return OrderAuthorization.mayCancel(this, status);
	}

}
