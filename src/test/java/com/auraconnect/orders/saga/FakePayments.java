package com.auraconnect.orders.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.Payments;
import com.auraconnect.orders.pricing.Money;

/**
 * Payment service in memory. Like the real one, it gives a payment one answer however
 * often it is asked, and keeps the state of each authorization. It declines the card
 * {@code tok_declined} and accepts every other.
 */
final class FakePayments implements Payments {

	private final Map<String, String> holds = new TreeMap<>();

	private final List<String> calls = new ArrayList<>();

	private final Set<Long> stuck = new HashSet<>();

	private boolean isAway;

	private boolean isAnswerLost;

	private Runnable meanwhile = () -> {
	};

	void goAway() {
		this.isAway = true;
	}

	void comeBack() {
		this.isAway = false;
		this.isAnswerLost = false;
	}

	/** From now on calls take effect, but their responses are lost. */
	void loseAnswers() {
		this.isAnswerLost = true;
	}

	/** Makes every call about that payment fail with an unexpected exception. */
	void jam(long paymentId) {
		this.stuck.add(paymentId);
	}

	/** Runs an action during the next call. */
	void meanwhile(Runnable action) {
		this.meanwhile = action;
	}

	/** All calls with their payment, including those that failed. */
	List<String> calls() {
		return List.copyOf(this.calls);
	}

	/** State of each authorization. */
	Map<String, String> holds() {
		return Map.copyOf(this.holds);
	}

	@Override
	public Answer authorize(long tenantId, long orderId, long paymentId, Money amount, String currency, String token) {
		called("authorize", paymentId);
		if (token.equals("tok_declined")) {
			return new Answer.Declined("card_declined");
		}
		this.holds.putIfAbsent("a-" + paymentId, "holds " + amount + " " + currency);
		answer();
		return new Answer.Authorized("a-" + paymentId, "4242");
	}

	@Override
	public Money capture(long tenantId, long orderId, long paymentId, String authorizationId, Money amount,
			Money held) {
		called("capture", paymentId);
		this.holds.put(authorizationId, "captured " + amount);
		answer();
		return amount;
	}

	@Override
	public void cancel(long tenantId, long orderId, long paymentId, String authorizationId) {
		called("cancel", paymentId);
		this.holds.put(authorizationId, "voided");
		answer();
	}

	@Override
	public void refund(long tenantId, long orderId, long refundId, String authorizationId, Money amount) {
		throw new AssertionError("A refund has a task of its own");
	}

	private void called(String call, long paymentId) {
		this.calls.add(call + " " + paymentId);
		var action = this.meanwhile;
		this.meanwhile = () -> {
		};
		action.run();
		if (this.isAway) {
			throw new PartnerUnavailable(Partner.PAYMENT, Duration.ofSeconds(1), true, null);
		}
		if (this.stuck.contains(paymentId)) {
			throw new IllegalStateException("Payment " + paymentId + " cannot be settled");
		}
	}

	private void answer() {
		if (this.isAnswerLost) {
			throw new PartnerUnavailable(Partner.PAYMENT, Duration.ofSeconds(1), true, null);
		}
	}

}
