package com.auraconnect.orders.pricing;

import java.util.ArrayList;
import java.util.List;

/**
 * Prices a basket by the money rules of {@code docs/money.md}. The calculation is
 * deterministic. Each amount is rounded to the cent once, where it is computed; shares
 * always sum to the amount that was split.
 */
public final class PriceCalculator {

	private PriceCalculator() {
	}

	/**
	 * Prices a basket. A basket without lines has no service charge, not even a fixed
	 * one: an order without lines costs its tip only. A basket whose lines are discounted
	 * to zero still has its fixed charges, such as the delivery fee.
	 * @throws ArithmeticException when an amount does not fit into a {@link Money}
	 */
	public static PricedBasket price(Basket basket) {
		MinorUnit unit = basket.unit();
		List<DiscountedLine> ownDiscounts = basket.lines().stream().map(DiscountedLine::of).toList();
		List<AppliedDiscount> discounts = DiscountRules.apply(basket.discounts(), net(ownDiscounts, unit));
		List<DiscountedLine> lines = DiscountRules.spread(DiscountRules.total(discounts, unit), ownDiscounts);
		List<AppliedServiceCharge> charges = serviceCharges(basket, lines);
		Taxation taxation = TaxRules.apply(basket.taxRules(), taxableItems(lines, charges), unit);
		return total(lines, discounts, charges, taxation, basket.tip());
	}

	/** Computes step 4. */
	private static List<AppliedServiceCharge> serviceCharges(Basket basket, List<DiscountedLine> lines) {
		if (lines.isEmpty()) {
			return basket.serviceCharges()
				.stream()
				.map((charge) -> AppliedServiceCharge.waived(charge, basket.unit()))
				.toList();
		}
		Money base = net(lines, basket.unit());
		return basket.serviceCharges().stream().map((charge) -> charge.on(base)).toList();
	}

	/**
	 * Lists the lines first, then the taxable charges, so that a line and its tax have
	 * the same index.
	 */
	private static List<TaxableItem> taxableItems(List<DiscountedLine> lines, List<AppliedServiceCharge> charges) {
		List<TaxableItem> items = new ArrayList<>(lines.size() + charges.size());
		for (DiscountedLine line : lines) {
			items.add(TaxableItem.of(line));
		}
		for (AppliedServiceCharge charge : charges) {
			if (charge.charge().taxable()) {
				items.add(TaxableItem.of(charge));
			}
		}
		return items;
	}

	/** Computes step 7. */
	private static PricedBasket total(List<DiscountedLine> lines, List<AppliedDiscount> discounts,
			List<AppliedServiceCharge> charges, Taxation taxation, Money tip) {
		MinorUnit unit = tip.unit();
		Money subtotal = unit.sum(lines, DiscountedLine::subtotal);
		Money discount = unit.sum(lines, DiscountedLine::discount);
		Money charge = unit.sum(charges, AppliedServiceCharge::amount);
		Money tax = taxation.totalAdded(unit);
		Money total = subtotal.minus(discount).plus(charge).plus(tax).plus(tip);
		return new PricedBasket(pricedLines(lines, taxation), lines.stream().map(DiscountedLine::discounts).toList(),
				discounts, charges, taxation.taxes(), subtotal, discount, charge, tax, tip, total);
	}

	private static List<PricedLine> pricedLines(List<DiscountedLine> lines, Taxation taxation) {
		List<PricedLine> priced = new ArrayList<>(lines.size());
		for (int i = 0; i < lines.size(); i++) {
			priced.add(PricedLine.of(lines.get(i), taxation.added().get(i)));
		}
		return priced;
	}

	private static Money net(List<DiscountedLine> lines, MinorUnit unit) {
		return unit.sum(lines, DiscountedLine::net);
	}

}
