package com.auraconnect.orders.security;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;

class FastFirewallTests {

	private static final StrictHttpFirewall OURS = FastFirewall.firewall();

	private static final StrictHttpFirewall SPRINGS = new StrictHttpFirewall();

	/** Tries every character in a value and in a name. */
	@Test
	void refusesTheSameHeadersAsTheStrictFirewall() {
		var differences = IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE)
			.mapToObj((character) -> "x" + (char) character)
			.filter((text) -> passes(OURS, text) != passes(SPRINGS, text)
					|| passesAsName(OURS, text) != passesAsName(SPRINGS, text))
			.toList();
		assertThat(differences).isEmpty();
		assertThat(passes(OURS, "")).isTrue();
		assertThat(passes(OURS, "a\nb")).isFalse();
	}

	private static boolean passes(StrictHttpFirewall firewall, String value) {
		return passes(firewall, "X-Test", value);
	}

	private static boolean passesAsName(StrictHttpFirewall firewall, String name) {
		return passes(firewall, name, "value");
	}

	private static boolean passes(StrictHttpFirewall firewall, String name, String value) {
		var request = new MockHttpServletRequest("GET", "/");
		request.addHeader(name, value);
		try {
			return value.equals(firewall.getFirewalledRequest(request).getHeader(name));
		}
		catch (RequestRejectedException ex) {
			return false;
		}
	}

}
