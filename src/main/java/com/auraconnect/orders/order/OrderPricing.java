package com.auraconnect.orders.order;

import java.util.List;

import com.auraconnect.orders.pricing.Basket;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.PriceCalculator;
import com.auraconnect.orders.pricing.PricedBasket;
import com.auraconnect.orders.pricing.ServiceCharge;

/** Prices an order with the {@link PriceCalculator} and applies the result to it. */
final class OrderPricing {

	private OrderPricing() {
	}

	/**
	 * Prices the order on the given terms.
	 * @throws OrderTooExpensive if a sum is larger than can be stored
	 */
	static void price(Order order, List<Discount> discounts, List<ServiceCharge> charges, Money tip) {
		var adjusting = new AdjustedPricing(order);
		var active = order.items().stream().filter(OrderItem::isActive).toList();
		var lines = active.stream().map(adjusting::line).toList();
		var priced = calculate(
				new Basket(lines, adjusting.discounts(discounts), adjusting.charges(charges), order.taxRules(), tip));
		for (int i = 0; i < active.size(); i++) {
			active.get(i).apply(priced.lines().get(i));
		}
		order.update(totals(priced),
				new Prices(discounts(priced).subList(0, discounts.size()), charges(priced).subList(0, charges.size()),
						taxes(priced), adjusting.amounts(active, priced, discounts.size(), charges.size())));
	}

	/**
	 * Prices an order as it is and changes nothing, for the shares of its lines in its
	 * taxes.
	 */
	static PricedBasket priced(Order order) {
		var adjusting = new AdjustedPricing(order);
		return calculate(new Basket(order.items().stream().filter(OrderItem::isActive).map(adjusting::line).toList(),
				adjusting.discounts(order.prices().discounts().stream().map(OrderDiscount::terms).toList()),
				adjusting.charges(order.prices().serviceCharges().stream().map(OrderServiceCharge::terms).toList()),
				order.taxRules(), order.money().ledger().tips()));
	}

	/**
	 * Prices the order again after its lines or payments have changed, with its own
	 * discounts and charges.
	 */
	static void price(Order order) {
		price(order, order.prices().discounts().stream().map(OrderDiscount::terms).toList(),
				order.prices().serviceCharges().stream().map(OrderServiceCharge::terms).toList(),
				order.money().ledger().tips());
	}

	private static PricedBasket calculate(Basket basket) {
		var limit = basket.tip().unit().largest();
		try {
			var priced = PriceCalculator.price(basket);
			if (priced.total().max(priced.subtotal()).compareTo(limit) <= 0) {
				return priced;
			}
		}
		catch (ArithmeticException ex) {
			// the amount does not fit into a Money
		}
		throw OrderTooExpensive.byItems(limit);
	}

	/**
	 * Replaces the tip in the totals; no tax depends on it.
	 * @throws OrderTooExpensive if the total is larger than can be stored
	 */
	static Totals withTip(Totals totals, Money tip) {
		var tipped = totals.withTip(tip);
		var limit = tipped.unit().largest();
		if (tipped.totalAmount().compareTo(limit) > 0) {
			throw OrderTooExpensive.byTip(limit);
		}
		return tipped;
	}

	private static Totals totals(PricedBasket priced) {
		return new Totals(priced.subtotal(), priced.discountAmount(), priced.serviceChargeAmount(), priced.taxAmount(),
				priced.tipAmount(), priced.total());
	}

	private static List<OrderDiscount> discounts(PricedBasket priced) {
		return priced.discounts().stream().map((applied) -> {
			var terms = applied.discount();
			return new OrderDiscount(terms.name(), terms.type(), terms.value(), applied.amount());
		}).toList();
	}

	private static List<OrderServiceCharge> charges(PricedBasket priced) {
		return priced.serviceCharges().stream().map((applied) -> {
			var terms = applied.charge();
			return new OrderServiceCharge(terms.name(), terms.type(), terms.value(), terms.taxable(), applied.amount());
		}).toList();
	}

	private static List<OrderTax> taxes(PricedBasket priced) {
		return priced.taxes().stream().map((applied) -> {
			var rule = applied.rule();
			return new OrderTax(rule.name(), rule.rate(), rule.inclusive(), applied.amount());
		}).toList();
	}

}
