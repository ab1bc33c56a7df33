package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Shares the payments of a check out to its orders: the oldest order first, the tip with
 * the last one that gets a share. Each share is a payment of its order.
 */
public final class CheckPayments {

	private static final Comparator<Order> OLDEST_FIRST = Comparator.comparing(Order::createdAt)
		.thenComparing(Order::id);

	private static final String NOTHING_TO_PAY = "The check has no order that can be paid";

	/** Orders of the check, oldest first. */
	private final List<Order> orders;

	/**
	 * @param orders all orders of the check, in any order
	 */
	public CheckPayments(List<Order> orders) {
		this.orders = orders.stream().sorted(OLDEST_FIRST).toList();
	}

	/**
	 * Takes a payment other than by card.
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
		var payable = unit().sum(this.orders, (order) -> order.money().payable());
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
	 * Chooses the last order whose share is not smaller than what the coin takes off it.
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
	 * @throws InvalidOrderState if the order of the tip is cancelled
	 * @throws PaymentCaptured if the payment is not in cash
	 * @throws AmountTooHigh if the guest has not handed over as much
	 */
	public void changeTip(long checkPaymentId, Amount tip, @Nullable Money tendered, Instant now) {
		var shares = shares(checkPaymentId);
		var reader = new AmountReader(unit());
		var wanted = reader.money("tip_amount", tip);
		reader.requireValid();
		var amount = unit().sum(shares.values(), Payment::amount);
		if (tendered != null && amount.plus(wanted).compareTo(tendered) > 0) {
			throw AmountTooHigh.ofTip(wanted, tendered.minus(amount));
		}
		var last = new ArrayList<>(shares.keySet()).getLast();
		last.money().changeTip(shares.get(last), tip, now);
	}

	/**
	 * Voids a payment: none that was settled can be.
	 * @throws PaymentNotFound if the check has no such payment
	 * @throws PaymentCaptured if the money was taken
	 */
	public void voidPayment(long checkPaymentId, Instant now) {
		shares(checkPaymentId).forEach((order, share) -> order.money().voidPayment(share, now));
	}

	/**
	 * Refunds money of a payment. An amount goes back from the newest order's share on,
	 * tips last; lines go back from the shares of their orders.
	 * @throws UnknownPayment if the check has no such payment
	 * @throws UnknownItem if no order with a share has one of the lines
	 * @throws InvalidOrderState if nothing would go back
	 * @throws AmountTooHigh if less is left to refund
	 */
	public void refund(long checkPaymentId, NewRefund wanted, String by, Instant now) {
		Map<Order, Payment> shares;
		try {
			shares = shares(checkPaymentId);
		}
		catch (PaymentNotFound ex) {
			throw new UnknownPayment(checkPaymentId);
		}
		if (wanted.amount() != null) {
			refundAmount(shares, wanted.total(List.of(), unit()), wanted, by, now);
		}
		else {
			refundItems(shares, wanted, by, now);
		}
	}

	private void refundAmount(Map<Order, Payment> shares, Money amount, NewRefund wanted, String by, Instant now) {
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
				order.money().requireRoomForRefund();
				order.money().refund(share, new NewRefund(Amount.of(part), wanted.kind(), wanted.reason()), by, now);
			}
		}
	}

	private static void refundItems(Map<Order, Payment> shares, NewRefund wanted, String by, Instant now) {
		var left = new ArrayList<>(wanted.items());
		shares.forEach((order, share) -> {
			var own = left.stream()
				.filter((item) -> order.items().stream().anyMatch((line) -> line.storedId() == item.itemId()))
				.toList();
			left.removeAll(own);
			if (!own.isEmpty()) {
				order.money().requireRoomForRefund();
				order.money().refund(share, new NewRefund(null, own, wanted.kind(), wanted.reason()), by, now);
			}
		});
		if (!left.isEmpty()) {
			throw new UnknownItem(left.getFirst().itemId());
		}
	}

	/** Returns the minor unit of the amounts; the check must have orders. */
	private MinorUnit unit() {
		return this.orders.getFirst().unit();
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
