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
 * A payment service in memory. As the real one does, it gives a payment one answer
 * however often it is asked, and knows of each hold what has become of it. The card
 * {@code tok_declined} is declined, every other one is good.
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

	/** From now on the work is done, but its answer does not arrive. */
	void loseAnswers() {
		this.isAnswerLost = true;
	}

	/** Refuses to settle that payment, as no partner should. */
	void jam(long paymentId) {
		this.stuck.add(paymentId);
	}

	/** Runs this while the next call is under way. */
	void meanwhile(Runnable elsewhere) {
		this.meanwhile = elsewhere;
	}

	/** Every call with its payment, those included that had no answer. */
	List<String> calls() {
		return List.copyOf(this.calls);
	}

	/** The state of the hold of each payment. */
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
	public void capture(long tenantId, long orderId, long paymentId, String authorizationId) {
		called("capture", paymentId);
		this.holds.put(authorizationId, "captured");
		answer();
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
		var elsewhere = this.meanwhile;
		this.meanwhile = () -> {
		};
		elsewhere.run();
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
