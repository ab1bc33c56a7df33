package com.auraconnect.orders.order;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes what units of a line cost, for refunds. A unit's share is rounded so that all
 * refunds of a line, in whatever steps, sum to what the line costs.
 */
final class ItemRefunds {

	private final Order order;

	ItemRefunds(Order order) {
		this.order = order;
	}

	/**
	 * Prices the units of a refund.
	 * @throws UnknownItem if the order has no such line, or it was taken off
	 * @throws AmountTooHigh if more units are refunded than the line has
	 */
	List<RefundedItem> price(List<NewRefund.Item> wanted) {
		var priced = new ArrayList<RefundedItem>(wanted.size());
		for (var item : wanted) {
			priced.add(price(item));
		}
		return priced;
	}

	private RefundedItem price(NewRefund.Item wanted) {
		var line = this.order.items()
			.stream()
			.filter((item) -> item.storedId() == wanted.itemId() && item.isActive())
			.findFirst()
			.orElseThrow(() -> new UnknownItem(wanted.itemId()));
		var earlier = refunded(wanted.itemId());
		int before = earlier.stream().mapToInt(RefundedItem::quantity).sum();
		if (before + wanted.quantity() > line.quantity()) {
			throw AmountTooHigh.ofQuantity(wanted, Math.max(0, line.quantity() - before));
		}
		var paidBack = line.total().unit().sum(earlier, RefundedItem::amount);
		var share = line.total().share(before + wanted.quantity(), line.quantity(), RoundingMode.HALF_UP);
		return new RefundedItem(wanted.itemId(), wanted.quantity(), share.minus(paidBack).orZero());
	}

	private List<RefundedItem> refunded(long itemId) {
		return this.order.payments()
			.stream()
			.flatMap((payment) -> payment.refunds().stream())
			.flatMap((refund) -> refund.items().stream())
			.filter((item) -> item.itemId() == itemId)
			.toList();
	}

}
