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

	/**
	 * Rounds an amount to the coin. An amount that would be rounded to nothing, or beyond
	 * the largest, stays.
	 */
	Money inCash(Money due) {
		if (this.coin == null) {
			return due;
		}
		var rounded = due.roundedTo(this.coin);
		return (rounded.isZero() || rounded.compareTo(due.unit().largest()) > 0) ? due : rounded;
	}

	/** Cash to the cent, cards captured with the completion. */
	public static final PaymentRules DEFAULT = new PaymentRules(null, Duration.ZERO);

}
