package com.auraconnect.orders.order;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.auraconnect.orders.order.OrderAdjustment.Kind;
import com.auraconnect.orders.pricing.BasketLine;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.PricedBasket;
import com.auraconnect.orders.pricing.ServiceCharge;

/**
 * Adds the adjustments of an order to its basket, after its original discounts and
 * charges, and computes their amounts.
 */
final class AdjustedPricing {

	private final List<OrderAdjustment> adjustments;

	private final MinorUnit unit;

	AdjustedPricing(Order order) {
		this.adjustments = order.prices().adjustments();
		this.unit = order.unit();
	}

	/**
	 * Sets the unit price of the line, and returns the line for pricing.
	 * @throws InvalidOrderState if a unit with its modifiers would cost less than nothing
	 */
	BasketLine line(OrderItem item) {
		latestPrice(item).ifPresentOrElse((price) -> item.sellAt(this.unit.of(price.value())), item::sellAtMenuPrice);
		if (item.hasNegativeUnitPrice()) {
			throw new InvalidOrderState("Item " + item.id() + " with its modifiers would cost less than nothing");
		}
		return item.toBasketLine(discountsOf(item).map(OrderAdjustment::discount).toList());
	}

	List<Discount> discounts(List<Discount> original) {
		return Stream.concat(original.stream(), discountsOfOrder().map(OrderAdjustment::discount)).toList();
	}

	List<ServiceCharge> charges(List<ServiceCharge> original) {
		return Stream.concat(original.stream(), charges().map(OrderAdjustment::serviceCharge)).toList();
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
	 * @param originalDiscounts number of discounts of the sale
	 * @param originalCharges number of service charges of the sale
	 */
	List<OrderAdjustment> amounts(List<OrderItem> lines, PricedBasket priced, int originalDiscounts,
			int originalCharges) {
		var ofOrder = discountsOfOrder().toList();
		var charges = charges().toList();
		return this.adjustments.stream().map((adjustment) -> {
			if (adjustment.kind() == Kind.SERVICE_CHARGE) {
				return adjustment
					.withAmount(priced.serviceCharges().get(originalCharges + charges.indexOf(adjustment)).amount());
			}
			if (adjustment.itemId() == null) {
				return adjustment
					.withAmount(priced.discounts().get(originalDiscounts + ofOrder.indexOf(adjustment)).amount());
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
		return this.unit.zero();
	}

	/** Returns zero for a price that a later one has replaced. */
	private Money reduction(OrderAdjustment adjustment, OrderItem item) {
		return latestPrice(item).filter(adjustment::equals)
			.map((_) -> item.menuPrice().minus(item.unitPrice()).times(item.quantity()))
			.orElse(this.unit.zero());
	}

	private Optional<OrderAdjustment> latestPrice(OrderItem item) {
		return this.adjustments.stream()
			.filter((adjustment) -> adjustment.kind() == Kind.PRICE && adjustment.isOf(item))
			.reduce((_, later) -> later);
	}

}
