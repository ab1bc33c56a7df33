package com.auraconnect.orders.security;

import java.util.function.Predicate;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Builds the strict firewall with a fast path for printable ASCII headers, which are
 * nearly all. The strict firewall applies its regular expressions each time a header is
 * read.
 */
final class FastFirewall {

	private FastFirewall() {
	}

	/**
	 * Spring Security's firewall with the same rules, except that it accepts all methods:
	 * Spring MVC refuses unknown ones with 405.
	 */
	static StrictHttpFirewall firewall() {
		var firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		firewall.setAllowedHeaderNames(plainOr(StrictHttpFirewall.ALLOWED_HEADER_NAMES));
		firewall.setAllowedHeaderValues(plainOr(StrictHttpFirewall.ALLOWED_HEADER_VALUES));
		return firewall;
	}

	private static Predicate<String> plainOr(Predicate<String> rule) {
		return (text) -> isPlain(text) || rule.test(text);
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
				return false;
			}
		}
		return true;
	}

}
