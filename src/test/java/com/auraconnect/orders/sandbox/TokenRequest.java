package com.auraconnect.orders.sandbox;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The claims of a token.
 *
 * @param subject the subject; derived from the role if null
 * @param timeToLive from now on; a negative one gives a token that has expired
 * @param scope the claim {@code scope}, none if null
 */
public record TokenRequest(long tenantId, String role, List<Long> locationIds, @Nullable Long customerId,
		@Nullable String subject, Duration timeToLive, @Nullable String scope) {

	/** Default validity of a token: a working day. */
	public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(12);

	public TokenRequest {
		locationIds = List.copyOf(locationIds);
	}

	/** An admin of the tenant. */
	public static TokenRequest admin(long tenantId) {
		return new TokenRequest(tenantId, "admin", List.of(), null, null, DEFAULT_TIME_TO_LIVE, null);
	}

	/** Staff of these locations. */
	public static TokenRequest staff(long tenantId, Long... locationIds) {
		return new TokenRequest(tenantId, "staff", List.of(locationIds), null, null, DEFAULT_TIME_TO_LIVE, null);
	}

	/** A customer of the tenant. */
	public static TokenRequest customer(long tenantId, long customerId) {
		return new TokenRequest(tenantId, "customer", List.of(), customerId, null, DEFAULT_TIME_TO_LIVE, null);
	}

	public TokenRequest as(String subject) {
		return new TokenRequest(this.tenantId, this.role, this.locationIds, this.customerId, subject, this.timeToLive,
				this.scope);
	}

	public TokenRequest goodFor(Duration timeToLive) {
		return new TokenRequest(this.tenantId, this.role, this.locationIds, this.customerId, this.subject, timeToLive,
				this.scope);
	}

	/** A copy with a {@code scope} claim: names separated by spaces. */
	public TokenRequest withScope(String scope) {
		return new TokenRequest(this.tenantId, this.role, this.locationIds, this.customerId, this.subject,
				this.timeToLive, scope);
	}

	String subjectOrDefault() {
		if (this.subject != null) {
			return this.subject;
		}
		return (this.customerId != null) ? "customer-" + this.customerId : this.role + "-" + this.tenantId;
	}

}
