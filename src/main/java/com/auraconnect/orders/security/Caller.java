package com.auraconnect.orders.security;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
 * @param scopes what the token allows, all for a token without a {@code scope} claim
 */
public record Caller(String subject, long tenantId, Role role, Set<Long> locationIds, @Nullable Long customerId,
		Set<TokenScope> scopes) implements OrderPrincipal {

	/** A caller whose token does not narrow its role. */
	public Caller(String subject, long tenantId, Role role, Set<Long> locationIds, @Nullable Long customerId) {
		this(subject, tenantId, role, locationIds, customerId, TokenScope.ALL);
	}

	/** Copies the caller with the scopes of its token. */
	public Caller narrowedTo(Set<TokenScope> scopes) {
		return new Caller(this.subject, this.tenantId, this.role, this.locationIds, this.customerId, scopes);
	}

	/** Whether the token lacks any scope. */
	boolean isNarrowed() {
		return this.scopes.size() < TokenScope.ALL.size();
	}

	/**
	 * @throws MissingScope if the token lacks the scope
	 */
	void require(TokenScope scope) {
		require(Set.of(scope));
	}

	/**
	 * @throws MissingScope if the token lacks any of the scopes, with all that it lacks
	 */
	void require(Set<TokenScope> needed) {
		if (!this.scopes.containsAll(needed)) {
			throw new MissingScope(needed.stream()
				.filter((scope) -> !this.scopes.contains(scope))
				.collect(Collectors.toUnmodifiableSet()));
		}
	}

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
