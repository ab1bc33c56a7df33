package com.auraconnect.orders.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Decides which scopes a call needs: one by its method and path, and more by what its
 * body contains.
 */
public final class RequiredScopes {

	private static final String API = "/api/v1";

	private static final PathPattern REST_OF_API = path("/api/**");

	/** The first rule that matches a call decides. */
	private static final List<Rule> RULES = List.of(new Rule(TokenScope.ADMIN, null, paths("/admin/**")),
			new Rule(TokenScope.REPORTS, "GET",
					paths("/orders/reports/**", "/reports/**", "/locations/*/closings", "/locations/*/closings/**")),
			new Rule(TokenScope.KITCHEN, null, paths("/kitchen/**")),
			new Rule(TokenScope.ORDERS_READ, "GET", paths("/**")),
			new Rule(TokenScope.KITCHEN, "PUT", paths("/locations/*/availability", "/locations/*/items/*")),
			new Rule(TokenScope.ADMIN, "PUT", paths("/locations/*")),
			new Rule(TokenScope.PAYMENTS, null,
					paths("/orders/*/payments/**", "/orders/*/refunds/**", "/checks/*/payments/**",
							"/checks/*/refunds/**", "/locations/*/closings/**")),
			new Rule(TokenScope.ADJUST, null, paths("/orders/*/adjustments/**", "/orders/*/items/*/void")),
			new Rule(TokenScope.ORDERS_WRITE, null, paths("/**")));

	private static final PathPattern CREATION = path(API + "/orders");

	private static final List<PathPattern> REFUNDS = paths("/orders/*/refunds", "/checks/*/refunds");

	private RequiredScopes() {
	}

	/**
	 * @param method null for every method
	 */
	private record Rule(TokenScope scope, @Nullable String method, List<PathPattern> paths) {

		boolean matches(String method, PathContainer path) {
			return (this.method == null || this.method.equals(method))
					&& this.paths.stream().anyMatch((pattern) -> pattern.matches(path));
		}

	}

	/**
	 * Returns the scope that method and path of a call need, whatever its body contains.
	 * Paths outside of the API, such as the details of {@code /actuator/health}, need
	 * {@code admin}.
	 * @param path path within the application
	 */
	public static TokenScope of(String method, PathContainer path) {
		var effectiveMethod = method.equals("HEAD") || method.equals("OPTIONS") ? "GET" : method;
		return RULES.stream()
			.filter((rule) -> rule.matches(effectiveMethod, path))
			.findFirst()
			.map(Rule::scope)
			.orElse(REST_OF_API.matches(path) ? TokenScope.ORDERS_WRITE : TokenScope.ADMIN);
	}

	/**
	 * Returns the scopes that a call needs because of its body, besides that of its path.
	 * @param body parsed JSON, which need not be valid
	 */
	static Set<TokenScope> ofBody(String method, PathContainer path, JsonNode body) {
		var scopes = EnumSet.noneOf(TokenScope.class);
		if (method.equals("POST") && CREATION.matches(path) && body.hasNonNull("payment")) {
			scopes.add(TokenScope.PAYMENTS);
		}
		if (adjusts(body) || changesTaxes(method, body) || (method.equals("POST")
				&& REFUNDS.stream().anyMatch((refunds) -> refunds.matches(path)) && isGoodwill(body))) {
			scopes.add(TokenScope.ADJUST);
		}
		return scopes;
	}

	private static boolean adjusts(JsonNode body) {
		return hasContent(body.path("discounts")) || hasContent(body.path("service_charges"))
				|| body.path("items").valueStream().anyMatch((item) -> hasContent(item.path("discounts")));
	}

	/** A merge patch with null removes an exemption. */
	private static boolean changesTaxes(String method, JsonNode body) {
		return method.equals("PATCH") ? body.has("tax_exempt") : body.hasNonNull("tax_exempt");
	}

	/** A refund of items is goodwill unless it says otherwise. */
	private static boolean isGoodwill(JsonNode refund) {
		return refund.hasNonNull("kind") ? !refund.path("kind").asText().equals("correction")
				: refund.hasNonNull("items");
	}

	/**
	 * Whether a list has elements. A value of another type counts as given, so that a
	 * malformed body needs the scope too.
	 */
	private static boolean hasContent(JsonNode list) {
		return !list.isMissingNode() && !list.isNull() && !(list.isArray() && list.isEmpty());
	}

	private static List<PathPattern> paths(String... patterns) {
		return Arrays.stream(patterns).map((pattern) -> path(API + pattern)).toList();
	}

	private static PathPattern path(String pattern) {
		return PathPatternParser.defaultInstance.parse(pattern);
	}

}
