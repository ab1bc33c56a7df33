package com.auraconnect.orders.security.ratelimit;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

import com.auraconnect.orders.security.SecuritySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Determines the client address, in spite of forged headers. */
class ClientAddressesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			// without a proxy, the header is forged by the client
			"203.0.113.9 | 198.51.100.1 | 203.0.113.9", "203.0.113.9 | 198.51.100.1, 10.1.2.3 | 203.0.113.9",
			// the address that the proxy has seen
			"10.1.2.3 | 203.0.113.9 | 203.0.113.9", "fd00::5 | 203.0.113.9 | 203.0.113.9",
			// through two proxies
			"10.1.2.3 | 203.0.113.9, 10.9.9.9 | 203.0.113.9",
			// entries that the client has prepended are ignored
			"10.1.2.3 | 198.51.100.1, 203.0.113.9 | 203.0.113.9",
			"10.1.2.3 | 10.7.7.7, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
			// whatever they are
			"10.1.2.3 | , | 10.1.2.3", "10.1.2.3 | unknown | 10.1.2.3", "10.1.2.3 | localhost | 10.1.2.3",
			"10.1.2.3 | <script> | 10.1.2.3", "10.1.2.3 | 203.0.113.9, unknown | 10.1.2.3",
			"10.1.2.3 | 203.0.113.9:4711 | 10.1.2.3",
			// a client of the proxies' own network
			"10.1.2.3 | 10.5.5.5 | 10.5.5.5",
			// an IPv4-mapped IPv6 address
			"10.1.2.3 | ::ffff:203.0.113.9 | 203.0.113.9" })
	void theClientIsTheLastAddressSeenByATrustedProxy(String peer, String forwarded, String client) {
		assertThat(addresses("10.0.0.0/8", "fd00::5").of(request(peer, forwarded))).isEqualTo(client);
	}

	@Test
	void severalHeadersFormOneList() {
		var request = request("10.1.2.3", "198.51.100.1");
		request.addHeader("X-Forwarded-For", "203.0.113.9");

		assertThat(addresses("10.0.0.0/8").of(request)).isEqualTo("203.0.113.9");
	}

	@Test
	void withoutTrustedProxiesTheHeaderIsIgnored() {
		assertThat(addresses().of(request("127.0.0.1", "203.0.113.9"))).isEqualTo("127.0.0.1");
	}

	@Test
	void anIpv6NetworkIsOneClient() {
		var one = addresses().of(request("2001:db8:1:2::1", ""));

		assertThat(one).isEqualTo("2001:0db8:0001:0002::/64")
			.isEqualTo(addresses().of(request("2001:db8:1:2:ffff::9", "")));
		assertThat(addresses().of(request("2001:db8:1:3::1", ""))).isNotEqualTo(one);
	}

	@Test
	void anInvalidProxyAddressPreventsTheStart() {
		assertThatIllegalArgumentException().isThrownBy(() -> addresses("10.0.0.0/99"));
		assertThatIllegalArgumentException().isThrownBy(() -> addresses("nginx"));
	}

	private static ClientAddresses addresses(String... trusted) {
		return new ClientAddresses(new SecuritySettings(List.of(trusted), List.of()));
	}

	private static MockHttpServletRequest request(String peer, String forwarded) {
		var request = new MockHttpServletRequest();
		request.setRemoteAddr(peer);
		request.addHeader("X-Forwarded-For", forwarded);
		return request;
	}

}
