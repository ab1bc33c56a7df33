package com.auraconnect.orders.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.Quote;
import com.auraconnect.orders.security.Signer;

/**
 * Writes promised prices into tokens that only this service can make, and reads them back
 * while they are good.
 */
@Component
class QuoteTokens {

	static final Duration GOOD_FOR = Duration.ofMinutes(10);

	private static final String PURPOSE = "quote";

	private final Signer signer;

	private final ObjectMapper json;

	private final Clock clock;

	QuoteTokens(Signer signer, ObjectMapper json, Clock clock) {
		this.signer = signer;
		this.json = json;
		this.clock = clock;
	}

	/** A token is good for one location only: another one has prices of its own. */
	private record Promise(long tenantId, long locationId, Instant goodUntil, List<Quote.Price> prices) {
	}

	/**
	 * @param token to be given back when the order is placed
	 */
	record Token(String token, Instant goodUntil) {
	}

	/**
	 * @param earlier the token by whose prices the order was calculated, null if there
	 * was none: what was promised is not promised for longer by asking again
	 */
	Token issue(Order order, @Nullable String earlier) {
		var goodUntil = this.clock.instant().plus(GOOD_FOR);
		if (earlier != null) {
			goodUntil = earliest(goodUntil, promise(earlier, order.tenantId(), order.locationId()).goodUntil());
		}
		var promise = new Promise(order.tenantId(), order.locationId(), goodUntil, Quote.of(order).prices());
		try {
			return new Token(this.signer.sign(PURPOSE, this.json.writeValueAsBytes(promise)), goodUntil);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What the token promises.
	 * @param token null for no promise
	 * @throws InvalidRequest if the token is not one for that location, or not good any
	 * more
	 */
	Quote read(@Nullable String token, long tenantId, long locationId) {
		if (token == null) {
			return Quote.NONE;
		}
		var promise = promise(token, tenantId, locationId);
		if (promise.goodUntil().isBefore(this.clock.instant())) {
			throw InvalidRequest.forNow("quote_token", "has expired; calculate the order again");
		}
		return new Quote(promise.prices());
	}

	private static Instant earliest(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private Promise promise(String token, long tenantId, long locationId) {
		return this.signer.verify(PURPOSE, token)
			.map(this::parse)
			.filter((found) -> found.tenantId() == tenantId && found.locationId() == locationId)
			.orElseThrow(() -> InvalidRequest.forNow("quote_token", "is not a quote for this location"));
	}

	private Promise parse(byte[] payload) {
		try {
			return this.json.readValue(payload, Promise.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
