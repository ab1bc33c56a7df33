package com.auraconnect.orders.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.auraconnect.orders.sandbox.Authorization.State;
import org.jspecify.annotations.Nullable;

/** The card processor: approves the token {@code tok_ok} and declines every other. */
public final class PaymentService implements PartnerService {

	private static final Pattern CAPTURE = Pattern.compile("/authorizations/([^/]+)/capture");

	private static final Pattern VOID = Pattern.compile("/authorizations/([^/]+)/void");

	private static final String HOLD = "auth_";

	/** Largest captured amount, as a multiple of the authorized one. */
	private static final BigDecimal MOST_WITH_TIP = new BigDecimal("1.2");

	private final Map<String, Authorization> authorizations = new ConcurrentHashMap<>();

	private volatile String prefix = HOLD;

	private volatile boolean isDeclining;

	PaymentService() {
	}

	/** All approved payments, in no particular order. */
	public List<Authorization> authorizations() {
		return List.copyOf(this.authorizations.values());
	}

	/** The approved payments of one order. */
	public List<Authorization> authorizationsOf(long orderId) {
		return this.authorizations.values().stream().filter((approved) -> approved.orderId() == orderId).toList();
	}

	/** The approved payments of one check. */
	public List<Authorization> authorizationsOfCheck(long checkId) {
		return this.authorizations.values().stream().filter((approved) -> approved.checkId() == checkId).toList();
	}

	/** Replaces a payment, for instance by one whose hold has expired. */
	public void put(Authorization payment) {
		this.authorizations.put(payment.authorizationId(), payment);
	}

	/** Sets the prefix of the ids of new holds. */
	public void nameHolds(String prefix) {
		this.prefix = prefix;
	}

	/** Sets whether every card is declined. */
	public void decline(boolean all) {
		this.isDeclining = all;
	}

	/** Removes all payments. */
	public void reset() {
		this.authorizations.clear();
		this.isDeclining = false;
		this.prefix = HOLD;
	}

	@Override
	public Reply answer(Call call) {
		if (call.is("POST", "/authorizations")) {
			return authorize(call, call.bodyAs(Request.class));
		}
		if (call.is("POST", "/refunds")) {
			return refund(call.bodyAs(Refund.class));
		}
		String captured = call.match("POST", CAPTURE);
		if (captured != null) {
			return capture(captured, call);
		}
		String voided = call.match("POST", VOID);
		return (voided != null) ? cancel(voided) : Reply.notFound();
	}

	private Reply authorize(Call call, Request request) {
		if ((request.orderId() == null) == (request.checkId() == null) || request.amount() == null
				|| request.currency() == null) {
			throw new MalformedCall("order_id or check_id, amount and currency are required");
		}
		if (this.isDeclining || !"tok_ok".equals(request.token())) {
			String code = this.isDeclining || "tok_declined".equals(request.token()) ? "card_declined"
					: "invalid_token";
			return Reply.of(402, Map.of("decline_code", code));
		}
		var approved = new Authorization(this.prefix + UUID.randomUUID(), call.tenant(), orZero(request.orderId()),
				orZero(request.checkId()), request.amount(), request.currency(), State.AUTHORIZED, BigDecimal.ZERO,
				BigDecimal.ZERO);
		this.authorizations.put(approved.authorizationId(), approved);
		return Reply.of(201, Map.of("authorization_id", approved.authorizationId(), "last_four", "4242"));
	}

	private static long orZero(@Nullable Long id) {
		return (id != null) ? id : 0;
	}

	/**
	 * Captures the amount in the body, or all of it. With a tip it may exceed the
	 * authorized amount by a fifth; beyond that the card is declined.
	 */
	private Reply capture(String authorizationId, Call call) {
		BigDecimal amount = call.body().isBlank() ? null : call.bodyAs(Amount.class).amount();
		Authorization held = this.authorizations.get(authorizationId);
		if (held != null && amount != null && amount.compareTo(held.amount().multiply(MOST_WITH_TIP)) > 0) {
			return Reply.of(402, Map.of("decline_code", "tip_too_high"));
		}
		return change(authorizationId, (current) -> current.state() != State.VOIDED,
				(current) -> (current.state() == State.CAPTURED) ? current
						: current.capturing((amount != null) ? amount : current.amount()));
	}

	private Reply cancel(String authorizationId) {
		return change(authorizationId, (current) -> current.state() != State.CAPTURED, Authorization::voided);
	}

	private Reply refund(Refund refund) {
		if (refund.authorizationId() == null || refund.amount() == null || refund.amount().signum() <= 0) {
			throw new MalformedCall("authorization_id and an amount above zero are required");
		}
		BigDecimal amount = refund.amount();
		Reply changed = change(refund.authorizationId(), (current) -> current.canRefund(amount),
				(current) -> current.refunding(amount));
		return (changed.status() == 200) ? Reply.of(201, Map.of("refund_id", "ref_" + UUID.randomUUID())) : changed;
	}

	private Reply change(String authorizationId, Predicate<Authorization> allowed,
			UnaryOperator<Authorization> change) {
		var accepted = new AtomicBoolean();
		Authorization result = this.authorizations.computeIfPresent(authorizationId, (id, current) -> {
			accepted.set(allowed.test(current));
			return accepted.get() ? change.apply(current) : current;
		});
		if (result == null) {
			return Reply.notFound();
		}
		return accepted.get() ? Reply.of(200, result)
				: Reply.refusal(409, "not_allowed_when_" + result.state().name().toLowerCase(Locale.ROOT));
	}

	record Request(@Nullable Long orderId, @Nullable Long checkId, @Nullable BigDecimal amount,
			@Nullable String currency, @Nullable String token) {
	}

	record Amount(@Nullable BigDecimal amount) {
	}

	record Refund(@Nullable String authorizationId, @Nullable BigDecimal amount) {
	}

}
