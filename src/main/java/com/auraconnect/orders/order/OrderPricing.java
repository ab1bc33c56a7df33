package com.auraconnect.orders.order;

import java.util.List;

import com.auraconnect.orders.pricing.Basket;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.PriceCalculator;
import com.auraconnect.orders.pricing.PricedBasket;
import com.auraconnect.orders.pricing.ServiceCharge;

/** Takes an order to the {@link PriceCalculator} and writes the result onto it. */
final class OrderPricing {

	private static final Money LIMIT = Money.of(OrderTooExpensive.LIMIT);

	private OrderPricing() {
	}

	/**
	 * @throws OrderTooExpensive if a sum is larger than can be stored
	 */
	static void price(Order order, List<Discount> discounts, List<ServiceCharge> charges, Money tip) {
		var counted = order.items().stream().filter(OrderItem::counts).toList();
		var lines = counted.stream().map(OrderItem::toBasketLine).toList();
		var priced = calculate(new Basket(lines, discounts, charges, order.taxRules(), tip));
		for (int i = 0; i < counted.size(); i++) {
			counted.get(i).apply(priced.lines().get(i));
		}
		order.priced(totals(priced), discounts(priced), charges(priced), taxes(priced));
	}

	/**
	 * Prices the order again after its lines or payments have changed, on the terms that
	 * it was taken on.
	 */
	static void price(Order order) {
		price(order, order.discounts().stream().map(OrderDiscount::terms).toList(),
				order.serviceCharges().stream().map(OrderServiceCharge::terms).toList(), order.ledger().tips());
	}

	private static PricedBasket calculate(Basket basket) {
		try {
			var priced = PriceCalculator.price(basket);
			if (priced.total().max(priced.subtotal()).compareTo(LIMIT) <= 0) {
				return priced;
			}
		}
		catch (ArithmeticException ex) {
			// larger even than can be counted
		}
		throw OrderTooExpensive.byItems();
	}

	/**
	 * The sums with other tips, on which no tax depends.
	 * @throws OrderTooExpensive if they are larger than can be stored
	 */
	static Totals withTip(Totals totals, Money tip) {
		var tipped = totals.withTip(tip);
		if (tipped.totalAmount().compareTo(LIMIT) > 0) {
			throw OrderTooExpensive.byTip();
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
