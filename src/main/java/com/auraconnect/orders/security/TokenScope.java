package com.auraconnect.orders.security;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scope that a token's {@code scope} claim can name. Scopes narrow the role of a caller
 * and never extend it. {@link RequiredScopes} has the scopes of each call.
 */
public enum TokenScope {

	/** Reads orders, locations and events. */
	ORDERS_READ("orders.read"),

	/** Creates and changes orders. */
	ORDERS_WRITE("orders.write"),

	/** Works the kitchen's queue, pauses a location and marks items as out. */
	KITCHEN("kitchen"),

	/** Takes and returns money. */
	PAYMENTS("payments"),

	/** Reduces or raises what an order costs. */
	ADJUST("adjust"),

	/** Reads reports. */
	REPORTS("reports"),

	/** Administers the tenant. */
	ADMIN("admin");

	/** Scopes of a token without the claim. */
	static final Set<TokenScope> ALL = Collections.unmodifiableSet(EnumSet.allOf(TokenScope.class));

	private final String wireName;

	TokenScope(String wireName) {
		this.wireName = wireName;
	}

	/** Name in the claim. */
	public String wireName() {
		return this.wireName;
	}

	/**
	 * Parses a {@code scope} claim.
	 * @param claim names separated by spaces; unknown ones are ignored
	 */
	public static Set<TokenScope> parse(String claim) {
		var names = Set.copyOf(Arrays.asList(claim.split(" ")));
		return Arrays.stream(values())
			.filter((scope) -> names.contains(scope.wireName))
			.collect(Collectors.collectingAndThen(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)),
					Collections::unmodifiableSet));
	}

}
