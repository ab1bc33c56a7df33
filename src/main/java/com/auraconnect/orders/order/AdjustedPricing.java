package com.auraconnect.orders.order;

import java.util.List;
import java.util.stream.Stream;

import com.auraconnect.orders.order.OrderAdjustment.Kind;
import com.auraconnect.orders.pricing.BasketLine;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.PricedBasket;
import com.auraconnect.orders.pricing.ServiceCharge;

/**
 * Adds the adjustments of an order to its basket, after what the order was sold with, and
 * reads their amounts from its prices.
 */
final class AdjustedPricing {

	private final List<OrderAdjustment> adjustments;

	AdjustedPricing(Order order) {
		this.adjustments = order.adjustments();
	}

	/**
	 * Returns the line as it is priced.
	 * @throws InvalidOrderState if a unit with its modifiers would cost less than nothing
	 */
	BasketLine line(OrderItem item) {
		item.sellAt(this.adjustments.stream()
			.filter((adjustment) -> adjustment.kind() == Kind.PRICE && adjustment.isOf(item))
			.reduce((_, later) -> later)
			.map((adjustment) -> Money.of(adjustment.value()))
			.orElse(null));
		if (item.isBelowNothing()) {
			throw new InvalidOrderState("Item " + item.id() + " with its modifiers would cost less than nothing");
		}
		return item.toBasketLine(discountsOf(item).map(OrderAdjustment::discount).toList());
	}

	List<Discount> discounts(List<Discount> sold) {
		return Stream.concat(sold.stream(), discountsOfOrder().map(OrderAdjustment::discount)).toList();
	}

	List<ServiceCharge> charges(List<ServiceCharge> sold) {
		return Stream.concat(sold.stream(), charges().map(OrderAdjustment::serviceCharge)).toList();
	}

	private Stream<OrderAdjustment> discountsOf(OrderItem item) {
		return this.adjustments.stream()
			.filter((adjustment) -> adjustment.kind().isDiscount() && adjustment.isOf(item));
	}

	private Stream<OrderAdjustment> discountsOfOrder() {
		return this.adjustments.stream()
			.filter((adjustment) -> adjustment.kind().isDiscount() && adjustment.itemId() == null);
	}

	private Stream<OrderAdjustment> charges() {
		return this.adjustments.stream().filter((adjustment) -> adjustment.kind() == Kind.SERVICE_CHARGE);
	}

	/**
	 * Returns the adjustments with their amounts; zero for those of voided lines.
	 * @param lines the priced lines
	 * @param soldDiscounts number of discounts that the order was sold with
	 * @param soldCharges number of service charges that the order was sold with
	 */
	List<OrderAdjustment> amounts(List<OrderItem> lines, PricedBasket priced, int soldDiscounts, int soldCharges) {
		var ofOrder = discountsOfOrder().toList();
		var charges = charges().toList();
		return this.adjustments.stream().map((adjustment) -> {
			if (adjustment.kind() == Kind.SERVICE_CHARGE) {
				return adjustment
					.withAmount(priced.serviceCharges().get(soldCharges + charges.indexOf(adjustment)).amount());
			}
			if (adjustment.itemId() == null) {
				return adjustment
					.withAmount(priced.discounts().get(soldDiscounts + ofOrder.indexOf(adjustment)).amount());
			}
			return adjustment.withAmount(amountOnLine(adjustment, lines, priced));
		}).toList();
	}

	private Money amountOnLine(OrderAdjustment adjustment, List<OrderItem> lines, PricedBasket priced) {
		for (int i = 0; i < lines.size(); i++) {
			var item = lines.get(i);
			if (adjustment.isOf(item)) {
				return (adjustment.kind() == Kind.PRICE) ? reduction(adjustment, item)
						: priced.lineDiscounts()
							.get(i)
							.get(item.discounts().size() + discountsOf(item).toList().indexOf(adjustment))
							.amount();
			}
		}
		return Money.ZERO;
	}

	/** Only the latest price of a line counts. */
	private Money reduction(OrderAdjustment adjustment, OrderItem item) {
		var isLatest = this.adjustments.stream()
			.filter((other) -> other.kind() == Kind.PRICE && other.isOf(item))
			.reduce((_, later) -> later)
			.filter(adjustment::equals)
			.isPresent();
		return isLatest ? item.menuPrice().minus(item.unitPrice()).times(item.quantity()) : Money.ZERO;
	}

}
