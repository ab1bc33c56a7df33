package com.auraconnect.orders.order;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * How a location takes payments.
 *
 * @param coin the smallest coin, to which cash is rounded; null if cash is not rounded
 * @param captureDelay time between the completion of an order and the capture of its
 * cards, in which tips can change
 */
public record PaymentRules(@Nullable Money coin, Duration captureDelay) {

	/** Cash to the cent, cards captured with the completion. */
	public static final PaymentRules DEFAULT = new PaymentRules(null, Duration.ZERO);

}
