package com.auraconnect.orders.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.Quote;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.security.Signer;

/** Issues and verifies signed tokens with quoted prices. */
@Component
class QuoteTokens {

	static final Duration VALIDITY = Duration.ofMinutes(10);

	private static final String PURPOSE = "quote";

	private final Signer signer;

	private final Json json;

	private final Clock clock;

	QuoteTokens(Signer signer, Json json, Clock clock) {
		this.signer = signer;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Payload of a token. A token is valid for one location only, because prices differ
	 * between locations.
	 */
	private record Promise(long tenantId, long locationId, Instant goodUntil, List<Quote.Price> prices) {
	}

	/**
	 * A signed quote.
	 *
	 * @param token text that the client sends back when it creates the order
	 */
	record Token(String token, Instant goodUntil) {
	}

	/**
	 * Issues a token for the prices of an order.
	 * @param earlier the token that the order was calculated with, null if none; a new
	 * calculation does not extend its validity
	 */
	Token issue(Order order, @Nullable String earlier) {
		var goodUntil = this.clock.instant().plus(VALIDITY);
		if (earlier != null) {
			goodUntil = earliest(goodUntil, promise(earlier, order.tenantId(), order.locationId()).goodUntil());
		}
		var promise = new Promise(order.tenantId(), order.locationId(), goodUntil, Quote.of(order).prices());
		return new Token(this.signer.sign(PURPOSE, this.json.bytes(promise)), goodUntil);
	}

	/**
	 * Returns the quote in a token.
	 * @param token null for no quote
	 * @throws InvalidRequest if the token is not for that location or has expired
	 */
	Quote read(@Nullable String token, long tenantId, long locationId) {
		if (token == null) {
			return Quote.NONE;
		}
		var promise = promise(token, tenantId, locationId);
		if (promise.goodUntil().isBefore(this.clock.instant())) {
			throw InvalidRequest.transientFault("quote_token", "has expired; calculate the order again");
		}
		return new Quote(promise.prices());
	}

	private static Instant earliest(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private Promise promise(String token, long tenantId, long locationId) {
		return this.signer.verify(PURPOSE, token)
			.map((payload) -> this.json.read(payload, Promise.class))
			.filter((found) -> found.tenantId() == tenantId && found.locationId() == locationId)
			.orElseThrow(() -> InvalidRequest.transientFault("quote_token", "is not a quote for this location"));
	}

}
