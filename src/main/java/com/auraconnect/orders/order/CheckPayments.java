package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Shares the payments of a check out to its orders: the oldest order first, the tip with
 * the last one that gets a share. Each share is a payment of its order, and the shares of
 * a card change together. The share of a cancelled order is voided, and its tip moves on
 * to another share, as long as an order remains that has one.
 */
public final class CheckPayments {

	private static final Comparator<Order> OLDEST_FIRST = Comparator.comparing(Order::createdAt)
		.thenComparing(Order::id);

	private static final String NOTHING_TO_PAY = "The check has no order that can be paid";

	/** Orders oldest first. */
	private final List<Order> orders;

	/**
	 * @param orders all orders of the check, in any order; those with a share suffice for
	 * a payment that was taken
	 */
	public CheckPayments(List<Order> orders) {
		this.orders = orders.stream().sorted(OLDEST_FIRST).toList();
	}

	/**
	 * Takes a payment. A card still has to be authorized.
	 * @param coin the smallest coin of the location, null if cash is not rounded
	 * @throws AmountTooHigh if the amount is more than is open on the check, unless it is
	 * that rounded to the coin
	 * @throws InvalidCheckState if the check has no order that can be paid
	 * @throws InvalidOrderState if an order has too many payments
	 * @throws OrderTooExpensive if a total with the tip is larger than can be stored
	 */
	public void take(long checkPaymentId, NewPayment payment, @Nullable Money coin, String by, Instant now) {
		if (this.orders.isEmpty()) {
			throw new InvalidCheckState(NOTHING_TO_PAY);
		}
		var sums = payment.in(unit());
		var payable = unit().sum(this.orders, (it) -> it.money().payable());
		var rounding = PaymentLedger.rounding(payment.method(), sums.amount(), payable,
				this.orders.getFirst().money().sameUnit(coin));
		var shares = allocate(sums.amount().plus(rounding));
		var rounded = orderToRound(shares, rounding);
		var last = new ArrayList<>(shares.keySet()).getLast();
		shares.forEach((order, amount) -> {
			var ownRounding = (order == rounded) ? rounding : unit().zero();
			order.money()
				.payShare(checkPaymentId,
						new NewPayment(payment.method(), Amount.of(amount.minus(ownRounding)),
								(order == last) ? payment.tip() : Amount.ZERO, null, payment.reference(), null),
						ownRounding, by, now);
		});
	}

	/**
	 * Allocates an amount of at most what is open; a tip alone goes to the last order.
	 */
	private Map<Order, Money> allocate(Money amount) {
		var shares = new LinkedHashMap<Order, Money>();
		var left = amount;
		for (var order : this.orders) {
			var share = left.min(order.money().payable().max(unit().zero()));
			if (share.isPositive()) {
				shares.put(order, share);
				left = left.minus(share);
			}
		}
		if (shares.isEmpty()) {
			shares.put(this.orders.stream()
				.filter((order) -> order.status() != OrderStatus.CANCELLED)
				.reduce((_, later) -> later)
				.orElseThrow(() -> new InvalidCheckState(NOTHING_TO_PAY)), unit().zero());
		}
		return shares;
	}

	/**
	 * Chooses the last order whose share is at least the rounding, which it then bears.
	 */
	private static Order orderToRound(Map<Order, Money> shares, Money rounding) {
		return shares.entrySet()
			.stream()
			.filter((share) -> share.getValue().compareTo(rounding) >= 0)
			.map(Map.Entry::getKey)
			.reduce((_, later) -> later)
			.orElseThrow(() -> new InvalidCheckState("No order of the check can be rounded to the coin"));
	}

	/**
	 * Changes the tip of a payment. It is with the share that has it.
	 * @param tendered the cash that the guest has handed over, null if it was not said
	 * @throws PaymentNotFound if the check has no such payment
	 * @throws InvalidOrderState if the order of the tip is cancelled, or the bank has not
	 * answered or has declined the card
	 * @throws PaymentCaptured if the money was taken, or is being taken, unless it is
	 * cash
	 * @throws AmountTooHigh if the guest has not handed over as much
	 */
	public void changeTip(long checkPaymentId, Amount tip, @Nullable Money tendered, Instant now) {
		var moved = isHeld(checkPaymentId) && voidCancelled(checkPaymentId, now).isPresent();
		var shares = active(checkPaymentId);
		var reader = new AmountReader(unit());
		var wanted = reader.money("tip_amount", tip);
		reader.requireValid();
		var amount = unit().sum(shares.values(), Payment::amount);
		if (tendered != null && amount.plus(wanted).compareTo(tendered) > 0) {
			throw AmountTooHigh.ofTip(wanted, tendered.minus(amount));
		}
		var last = new ArrayList<>(shares.keySet()).getLast();
		if (moved && shares.get(last).tipAmount().equals(wanted)) {
			last.money().recordPaymentAnswer(shares.get(last), now);
		}
		else {
			last.money().changeTip(shares.get(last), tip, now);
		}
	}

	/**
	 * Voids a payment that is pending or authorized. Money that the bank holds for it
	 * still has to be released. Does nothing for one that was voided before.
	 * @throws PaymentNotFound if the check has no such payment
	 * @throws InvalidOrderState if the bank has declined the card
	 * @throws PaymentCaptured if the money was taken, or is being taken
	 */
	public void voidPayment(long checkPaymentId, Instant now) {
		active(checkPaymentId).forEach((order, share) -> order.money().voidPayment(share, now));
	}

	/**
	 * Whether the payment is by card.
	 * @throws PaymentNotFound if the check has no such payment
	 */
	public boolean isCard(long checkPaymentId) {
		return shares(checkPaymentId).values().stream().anyMatch(Payment::isShareOfCard);
	}

	/** Marks the orders of a pending payment as waiting for the payment service. */
	public void markAwaitingPayment(long checkPaymentId, Instant now) {
		active(checkPaymentId).forEach((order, share) -> order.money().markAwaitingPayment(share, now));
	}

	/**
	 * Marks a pending card as authorized: the bank holds the money. Shares of orders that
	 * were cancelled meanwhile are voided, unless all orders were.
	 * @param lastFour the last four digits of the card, null if they are not known
	 */
	public void authorize(long checkPaymentId, @Nullable String lastFour, Instant now) {
		voidCancelled(checkPaymentId, now);
		active(checkPaymentId).forEach((order, share) -> {
			share.markShareAuthorized(lastFour);
			order.money().recordPaymentAnswer(share, now);
		});
	}

	/** Marks a pending card as declined by the bank. */
	public void decline(long checkPaymentId, String code, Instant now) {
		active(checkPaymentId).forEach((order, share) -> order.money().markDeclined(share, code, now));
	}

	/** Marks a card as voided: its authorization was cancelled or never made. */
	public void markVoided(long checkPaymentId, Instant now) {
		active(checkPaymentId).forEach((order, share) -> order.money().markVoided(share, now));
	}

	/**
	 * Voids the shares of cancelled orders in a card that the bank holds and that is not
	 * being captured. Does nothing if all orders with a share are cancelled: then the
	 * whole authorization is to be voided.
	 */
	public void releaseCancelled(long checkPaymentId, Instant now) {
		if (isHeld(checkPaymentId)) {
			voidCancelled(checkPaymentId, now)
				.ifPresent((order) -> order.money().recordPaymentAnswer(active(checkPaymentId).get(order), now));
		}
	}

	private boolean isHeld(long checkPaymentId) {
		return active(checkPaymentId).values().stream().allMatch(Payment::needsCaptureAmount);
	}

	/**
	 * Voids the shares of cancelled orders, unless all are. Their tip moves to the last
	 * of the other shares.
	 * @return the order that a tip has moved to, which has no event for it yet
	 */
	private Optional<Order> voidCancelled(long checkPaymentId, Instant now) {
		var shares = active(checkPaymentId);
		var cancelled = shares.keySet().stream().filter(CheckPayments::isCancelled).toList();
		if (cancelled.isEmpty() || cancelled.size() == shares.size()) {
			return Optional.empty();
		}
		var tip = unit().sum(cancelled, (order) -> shares.get(order).takeTip());
		cancelled.forEach((order) -> order.money().markVoided(shares.get(order), now));
		if (tip.isZero()) {
			return Optional.empty();
		}
		var last = new ArrayList<>(active(checkPaymentId).keySet()).getLast();
		shares.get(last).addTip(tip);
		return Optional.of(last);
	}

	/** Whether all orders with a share are cancelled. */
	public boolean isCancelled(long checkPaymentId) {
		return active(checkPaymentId).keySet().stream().allMatch(CheckPayments::isCancelled);
	}

	private static boolean isCancelled(Order order) {
		return order.status() == OrderStatus.CANCELLED;
	}

	/**
	 * Returns when a card is to be captured, a time in the past for at once: after the
	 * last order with a share has ended, and the delay of each has passed. Empty while
	 * one has not ended.
	 * @param reached the order whose delay has passed for sure, null if none is known
	 */
	public Optional<Instant> captureAt(long checkPaymentId, @Nullable Long reached) {
		var hasEnded = active(checkPaymentId).keySet().stream().allMatch((order) -> order.status().isFinal());
		return hasEnded ? Optional.of(lastDelayed(checkPaymentId, reached).map(Order::captureAt).orElse(Instant.EPOCH))
				: Optional.empty();
	}

	/**
	 * Returns the order with a share whose delay passes last, empty if none has a delay.
	 * @param reached the order whose delay has passed for sure, null if none is known
	 */
	public Optional<Order> lastDelayed(long checkPaymentId, @Nullable Long reached) {
		return active(checkPaymentId).keySet()
			.stream()
			.filter((order) -> order.captureAt() != null && !Objects.equals(order.id(), reached))
			.max(Comparator.comparing((order) -> Objects.requireNonNull(order.captureAt())));
	}

	/**
	 * Sets what is captured of each share, to what its order costs now, with the tip. Of
	 * cancelled orders nothing is.
	 * @return the sum
	 */
	public Money assignCaptureAmounts(long checkPaymentId) {
		var shares = active(checkPaymentId);
		shares.forEach((order, share) -> {
			if (!isCancelled(order)) {
				order.money().ledger().assignCaptureAmount(share, order.balance().open());
			}
		});
		return unit().sum(shares.values(), CheckPayments::toCapture);
	}

	private static Money toCapture(Payment share) {
		var amount = share.captureAmount();
		return (amount != null) ? amount : share.amount().zero();
	}

	/**
	 * Marks a card as captured. What the bank did not pay of a later tip is taken off the
	 * tip. A share of which the order needed nothing is voided.
	 * @param captured the amount with the tip that the payment service has taken
	 */
	public void markCaptured(long checkPaymentId, Money captured, Instant now) {
		var shares = active(checkPaymentId);
		var missing = unit().sum(shares.values(), CheckPayments::toCapture).minus(captured);
		for (var order : shares.keySet()) {
			var share = shares.get(order);
			var less = missing.min(share.tipAmount());
			missing = missing.minus(less);
			var part = toCapture(share).minus(less);
			if (part.isPositive()) {
				order.money().markCaptured(share, part, now);
			}
			else {
				order.money().markVoided(share, now);
			}
		}
	}

	/**
	 * Refunds money of a payment. An amount goes back from the newest order's share on,
	 * tips last; lines go back from the shares of their orders.
	 * @param numbers numbers the refund of a card, whose parts go back in one request
	 * @return the number, empty unless it is a card
	 * @throws UnknownPayment if the check has no such payment
	 * @throws UnknownItem if no order with a share has one of the lines
	 * @throws InvalidOrderState if the payment is not captured, or nothing would go back
	 * @throws AmountTooHigh if less is left to refund
	 */
	public Optional<Long> refund(long checkPaymentId, NewRefund wanted, LongSupplier numbers, String by, Instant now) {
		var shares = refundable(checkPaymentId);
		var checkRefundId = isCard(checkPaymentId) ? Long.valueOf(numbers.getAsLong()) : null;
		if (wanted.amount() != null) {
			refundAmount(shares, wanted.total(List.of(), unit()), wanted, checkRefundId, by, now);
		}
		else {
			refundItems(shares, wanted, checkRefundId, by, now);
		}
		return Optional.ofNullable(checkRefundId);
	}

	private Map<Order, Payment> refundable(long checkPaymentId) {
		try {
			var shares = active(checkPaymentId);
			shares.values().forEach(Payment::requireRefundable);
			return shares;
		}
		catch (PaymentNotFound ex) {
			throw new UnknownPayment(checkPaymentId);
		}
	}

	private void refundAmount(Map<Order, Payment> shares, Money amount, NewRefund wanted, @Nullable Long checkRefundId,
			String by, Instant now) {
		var refundable = unit().sum(shares.values(), Payment::refundable);
		if (amount.compareTo(refundable) > 0) {
			throw new AmountTooHigh(amount, refundable);
		}
		var newestFirst = new ArrayList<>(shares.keySet());
		Collections.reverse(newestFirst);
		var parts = new LinkedHashMap<Order, Money>();
		var left = amount;
		for (var order : newestFirst) {
			var part = left.min(shares.get(order).refundableWithoutTip());
			parts.put(order, part);
			left = left.minus(part);
		}
		for (var order : newestFirst) {
			var share = shares.get(order);
			var tip = left.min(share.refundable().minus(share.refundableWithoutTip()));
			var part = parts.getOrDefault(order, unit().zero()).plus(tip);
			left = left.minus(tip);
			if (part.isPositive()) {
				refund(order, share, new NewRefund(Amount.of(part), wanted.kind(), wanted.reason()), checkRefundId, by,
						now);
			}
		}
	}

	private static void refundItems(Map<Order, Payment> shares, NewRefund wanted, @Nullable Long checkRefundId,
			String by, Instant now) {
		var left = new ArrayList<>(wanted.items());
		shares.forEach((order, share) -> {
			var own = left.stream()
				.filter((item) -> order.items().stream().anyMatch((line) -> line.storedId() == item.itemId()))
				.toList();
			left.removeAll(own);
			if (!own.isEmpty()) {
				refund(order, share, new NewRefund(null, own, wanted.kind(), wanted.reason()), checkRefundId, by, now);
			}
		});
		if (!left.isEmpty()) {
			throw new UnknownItem(left.getFirst().itemId());
		}
	}

	private static void refund(Order order, Payment share, NewRefund wanted, @Nullable Long checkRefundId, String by,
			Instant now) {
		order.money().requireRoomForRefund();
		var refund = order.money().refund(share, wanted, by, now);
		if (checkRefundId != null) {
			refund.assignCheckRefund(checkRefundId);
		}
	}

	/** Marks all parts of a refund as done: the payment service has confirmed it. */
	public void markRefundDone(long checkPaymentId, long checkRefundId, Instant now) {
		shares(checkPaymentId).forEach((order, share) -> share.refunds()
			.stream()
			.filter((refund) -> Objects.equals(refund.checkRefundId(), checkRefundId))
			.forEach((refund) -> order.money().markRefundDone(share.storedId(), refund.storedId(), now)));
	}

	/**
	 * Returns the minor unit of the orders.
	 * @param none is returned if the check has no orders
	 */
	public MinorUnit unitOr(MinorUnit none) {
		return this.orders.isEmpty() ? none : unit();
	}

	/** Returns the minor unit of the amounts; the check must have orders. */
	private MinorUnit unit() {
		return this.orders.getFirst().unit();
	}

	/**
	 * Returns the shares in a payment that are neither declined nor voided, by their
	 * orders, oldest first; all shares if none is.
	 */
	private Map<Order, Payment> active(long checkPaymentId) {
		var all = shares(checkPaymentId);
		var active = new LinkedHashMap<>(all);
		active.values().removeIf((share) -> !share.isActive());
		return active.isEmpty() ? all : active;
	}

	/** Returns the shares in a payment by their orders, oldest first. */
	private Map<Order, Payment> shares(long checkPaymentId) {
		var shares = new LinkedHashMap<Order, Payment>();
		for (var order : this.orders) {
			order.money().ledger().shareOf(checkPaymentId).ifPresent((share) -> shares.put(order, share));
		}
		if (shares.isEmpty()) {
			throw new PaymentNotFound(checkPaymentId);
		}
		return shares;
	}

}
