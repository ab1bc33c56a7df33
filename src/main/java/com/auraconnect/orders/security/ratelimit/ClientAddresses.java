package com.auraconnect.orders.security.ratelimit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.security.SecuritySettings;

/**
 * Determines the client address of a request. Clients can forge {@code X-Forwarded-For},
 * so it is read from the end, only as far as trusted proxies have written it: an address
 * counts if the hop after it is a trusted proxy.
 */
@Component
class ClientAddresses {

	private static final int IPV6_NETWORK_BYTES = 8;

	private final List<IpAddressMatcher> trusted;

	/**
	 * @throws IllegalArgumentException if a trusted proxy is neither an address nor a
	 * network
	 */
	ClientAddresses(SecuritySettings settings) {
		this.trusted = settings.trustedProxies().stream().map(IpAddressMatcher::new).toList();
	}

	/**
	 * The address; for IPv6 its /64 network, since a client usually controls all
	 * addresses of it.
	 */
	String of(HttpServletRequest request) {
		var client = parse(request.getRemoteAddr()).orElseThrow();
		for (var forwarded : forwarded(request)) {
			var before = parse(forwarded);
			if (!isTrusted(client) || before.isEmpty()) {
				break;
			}
			client = before.get();
		}
		return name(client);
	}

	/** Forwarded addresses, the last first. */
	private static List<String> forwarded(HttpServletRequest request) {
		return Collections.list(request.getHeaders("X-Forwarded-For"))
			.stream()
			.flatMap((header) -> Stream.of(header.split(",")))
			.map(String::strip)
			.toList()
			.reversed();
	}

	private boolean isTrusted(InetAddress address) {
		return this.trusted.stream().anyMatch((proxies) -> proxies.matches(address.getHostAddress()));
	}

	private static Optional<InetAddress> parse(String literal) {
		try {
			return Optional.of(InetAddress.ofLiteral(literal));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static String name(InetAddress address) {
		if (!(address instanceof Inet6Address)) {
			return address.getHostAddress();
		}
		var network = new StringBuilder();
		for (int i = 0; i < IPV6_NETWORK_BYTES; i += 2) {
			network.append("%02x%02x:".formatted(address.getAddress()[i], address.getAddress()[i + 1]));
		}
		return network.append(":/64").toString();
	}

}
