package com.auraconnect.orders.clients;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.CheckCharges;
import com.auraconnect.orders.order.Payments;
import com.auraconnect.orders.pricing.Money;

/** HTTP client of the payment service. */
class PaymentClient implements Payments, CheckCharges {

	private static final int DECLINED = 402;

	private static final int UNKNOWN = 404;

	private static final int LONGEST_AUTHORIZATION_ID = 100;

	private static final int LONGEST_LAST_FOUR = 4;

	private static final int LONGEST_DECLINE_CODE = 100;

	private final PartnerClient partner;

	PaymentClient(PartnerClient partner) {
		this.partner = partner;
	}

	@Override
	public Answer authorize(long tenantId, long orderId, long paymentId, Money amount, String currency, String token) {
		return authorize(PartnerCall.create("/authorizations", tenantId, key(orderId, "authorize", paymentId),
				new Authorization(orderId, amount, currency, token)));
	}

	@Override
	public Answer authorizeCheck(long tenantId, long checkId, long paymentId, Money amount, String currency,
			String token) {
		return authorize(PartnerCall.create("/authorizations", tenantId, checkKey(paymentId, "authorize"),
				new CheckAuthorization(checkId, amount, currency, token)));
	}

	private Answer authorize(PartnerCall call) {
		return this.partner.call(call, (answer) -> {
			if (answer.isSuccess()) {
				return answer.as(Authorized.class).answer();
			}
			if (answer.status() == DECLINED) {
				return new Answer.Declined(answer.as(Declined.class).declineCode());
			}
			throw answer.unexpected();
		});
	}

	@Override
	public Money capture(long tenantId, long orderId, long paymentId, String authorizationId, Money amount,
			Money held) {
		return capture(tenantId, authorizationId, (step) -> key(orderId, step, paymentId), amount, held);
	}

	@Override
	public Money captureCheck(long tenantId, long paymentId, String authorizationId, Money amount, Money held) {
		return capture(tenantId, authorizationId, (step) -> checkKey(paymentId, step), amount, held);
	}

	/**
	 * @param keys returns the idempotency key of a step
	 */
	private Money capture(long tenantId, String authorizationId, UnaryOperator<String> keys, Money amount, Money held) {
		var isMoreThanHeld = amount.compareTo(held) > 0;
		var call = capture(tenantId, authorizationId, keys.apply("capture"), amount);
		if (this.partner.call(call, (answer) -> isMoreThanHeld ? isDeclined(answer) : !done(answer))) {
			this.partner.call(capture(tenantId, authorizationId, keys.apply("capture-held"), held),
					PaymentClient::done);
			return held;
		}
		return amount;
	}

	private static Boolean isDeclined(PartnerAnswer answer) {
		return answer.status() == DECLINED || !done(answer);
	}

	private static PartnerCall capture(long tenantId, String authorizationId, String key, Money amount) {
		return PartnerCall.act("/authorizations/{id}/capture", authorizationId, tenantId, key, new Capture(amount));
	}

	@Override
	public void cancel(long tenantId, long orderId, long paymentId, String authorizationId) {
		cancel(tenantId, authorizationId, key(orderId, "void", paymentId));
	}

	@Override
	public void cancelCheck(long tenantId, long paymentId, String authorizationId) {
		cancel(tenantId, authorizationId, checkKey(paymentId, "void"));
	}

	private void cancel(long tenantId, String authorizationId, String key) {
		this.partner.call(PartnerCall.act("/authorizations/{id}/void", authorizationId, tenantId, key),
				PaymentClient::isVoided);
	}

	@Override
	public void refund(long tenantId, long orderId, long refundId, String authorizationId, Money amount) {
		var call = PartnerCall.create("/refunds", tenantId, key(orderId, "refund", refundId),
				new Refund(orderId, authorizationId, amount));
		this.partner.call(call, PaymentClient::done);
	}

	@Override
	public void refundCheck(long tenantId, long checkId, long paymentId, long refundId, String authorizationId,
			Money amount) {
		var call = PartnerCall.create("/refunds", tenantId, checkKey(paymentId, "refund-" + refundId),
				new CheckRefund(checkId, authorizationId, amount));
		this.partner.call(call, PaymentClient::done);
	}

	private static String key(long orderId, String step, long id) {
		return "order-" + orderId + "-" + step + "-" + id;
	}

	/** A merge can move the payment, so the key does not name the check. */
	private static String checkKey(long paymentId, String step) {
		return "check-payment-" + paymentId + "-" + step;
	}

	/** Treats an unknown authorization as voided: it holds no money. */
	private static Boolean isVoided(PartnerAnswer answer) {
		return answer.status() == UNKNOWN || done(answer);
	}

	/**
	 * Fails for an unknown or refused payment. It never counts as "already done": a
	 * repetition with the same key would have returned the same success.
	 */
	private static Boolean done(PartnerAnswer answer) {
		if (answer.isSuccess()) {
			return true;
		}
		throw answer.unexpected();
	}

	private record Capture(Money amount) {
	}

	private record Authorization(long orderId, Money amount, String currency, String token) {
	}

	private record CheckAuthorization(long checkId, Money amount, String currency, String token) {
	}

	/** Lengths are those of the columns of {@code order_payments}. */
	private record Authorized(String authorizationId, @Nullable String lastFour) {

		Authorized {
			ContractValidation.handle("authorization_id", authorizationId);
		}

		Answer answer() {
			try {
				return new Answer.Authorized(
						ContractValidation.text("authorization_id", this.authorizationId, LONGEST_AUTHORIZATION_ID),
						ContractValidation.optional("last_four", this.lastFour, LONGEST_LAST_FOUR));
			}
			catch (ContractValidation.Fault ex) {
				return new Answer.Unstorable(this.authorizationId, String.valueOf(ex.getMessage()));
			}
		}

	}

	private record Declined(String declineCode) {

		Declined {
			ContractValidation.text("decline_code", declineCode, LONGEST_DECLINE_CODE);
		}

	}

	private record Refund(long orderId, String authorizationId, Money amount) {
	}

	private record CheckRefund(long checkId, String authorizationId, Money amount) {
	}

}
