package com.auraconnect.orders.security;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderPrincipal;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.query.OrderFilter;

/**
 * Who calls, as the token says.
 *
 * @param subject the token's {@code sub}, the name in the history
 * @param locationIds where a staff member works, empty for others
 * @param customerId who a customer is, null for others
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

	/** The same for lists: the orders that exist for this caller. */
	public OrderFilter.Scope scope() {
		return new OrderFilter.Scope(this.tenantId, (this.role == Role.STAFF) ? List.copyOf(this.locationIds) : null,
				(this.role == Role.CUSTOMER) ? this.customerId : null);
	}

	@Override
	public boolean mayCancel(OrderStatus status) {
		return OrderAuthorization.mayCancel(this, status);
	}

}
