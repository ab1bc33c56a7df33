package com.auraconnect.orders.order;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.RefundableTaxes;

/**
 * Computes the taxes that a refund contains. Lines have their own share in each tax, an
 * amount has them in proportion to what was paid; the refunds that give back all that was
 * paid sum to the taxes in it.
 */
final class RefundTaxes {

	private final Order order;

	/** Taxes of the order as it costs now. */
	private final Map<OrderBill.Tax, Money> sold = new LinkedHashMap<>();

	private final List<Payment> paid;

	RefundTaxes(Order order) {
		this.order = order;
		order.prices()
			.taxes()
			.forEach((tax) -> this.sold.merge(new OrderBill.Tax(tax.name(), tax.rate(), tax.inclusive()), tax.amount(),
					Money::plus));
		this.paid = order.payments()
			.stream()
			.filter((payment) -> payment.status() == Payment.State.AUTHORIZED
					|| payment.status() == Payment.State.CAPTURED)
			.toList();
	}

	/**
	 * Returns the taxes in a refund that is about to be made.
	 * @param items the lines that it is for, empty for an amount
	 * @param part what goes back of the bill, without the tip
	 */
	List<OrderTax> in(List<RefundedItem> items, Money part) {
		if (!part.isPositive()) {
			return List.of();
		}
		var left = new RefundableTaxes(sum(Payment::amount).minus(refunded((_) -> true)), taxesLeft());
		var amounts = items.isEmpty()
				? left.inProportion(part, refunded(RefundTaxes::isOfAmount), taxes(RefundTaxes::isOfAmount))
				: left.ofLines(part, ofLines(items));
		var taxes = new ArrayList<OrderTax>(amounts.size());
		for (var tax : this.sold.keySet()) {
			taxes.add(new OrderTax(tax.name(), tax.rate(), tax.inclusive(), amounts.get(taxes.size())));
		}
		return taxes;
	}

	private static boolean isOfAmount(Refund refund) {
		return refund.items().isEmpty();
	}

	private List<Money> taxesLeft() {
		var settled = sum(Payment::amount).plus(sum(Payment::roundingAmount));
		var refunded = taxes((_) -> true);
		var contained = contained(settled);
		return IntStream.range(0, refunded.size())
			.mapToObj((i) -> contained.get(i).minus(refunded.get(i)).orZero())
			.toList();
	}

	private List<Money> contained(Money part) {
		return this.sold.values()
			.stream()
			.map((tax) -> RefundableTaxes.contained(tax, part, this.order.totals().withoutTip()))
			.toList();
	}

	private Money sum(Function<Payment, Money> amount) {
		return this.order.unit().sum(this.paid, amount);
	}

	private List<Refund> refunds(Predicate<Refund> which) {
		return this.paid.stream().map(Payment::refunds).flatMap(Collection::stream).filter(which).toList();
	}

	private Money refunded(Predicate<Refund> which) {
		return this.order.unit().sum(refunds(which), Refund::withoutTip);
	}

	/** Sums the taxes of refunds. */
	private List<Money> taxes(Predicate<Refund> which) {
		var taxes = refunds(which).stream().map(this::taxes).toList();
		return IntStream.range(0, this.sold.size())
			.mapToObj((i) -> this.order.unit().sum(taxes, (refund) -> refund.get(i)))
			.toList();
	}

	/** A refund of an earlier version has the taxes in proportion. */
	private List<Money> taxes(Refund refund) {
		if (refund.taxes().isEmpty()) {
			return contained(refund.withoutTip());
		}
		return this.sold.keySet()
			.stream()
			.map((tax) -> this.order.unit()
				.sum(refund.taxes()
					.stream()
					.filter((other) -> tax.equals(new OrderBill.Tax(other.name(), other.rate(), other.inclusive())))
					.toList(), OrderTax::amount))
			.toList();
	}

	/**
	 * Sums the shares of the lines: after k of n units those of a line are k/n of its
	 * taxes, rounded half up.
	 */
	private List<Money> ofLines(List<RefundedItem> items) {
		var lines = OrderBill.lines(this.order);
		var units = this.order.unit();
		return this.sold.keySet().stream().map((tax) -> units.sum(items, (item) -> {
			var line = lines.stream().filter((one) -> one.itemId() == item.itemId()).findFirst().orElseThrow();
			var amount = line.taxes().getOrDefault(tax, units.zero());
			int before = refundedUnits(item.itemId());
			return amount.share(before + item.quantity(), line.quantity(), RoundingMode.HALF_UP)
				.minus(amount.share(before, line.quantity(), RoundingMode.HALF_UP));
		})).toList();
	}

	private int refundedUnits(long itemId) {
		return this.order.payments()
			.stream()
			.flatMap((payment) -> payment.refunds().stream())
			.flatMap((refund) -> refund.items().stream())
			.filter((item) -> item.itemId() == itemId)
			.mapToInt(RefundedItem::quantity)
			.sum();
	}

}
