package com.auraconnect.orders.pricing;

import java.util.ArrayList;
import java.util.List;

/**
 * Prices an order by the money rules of {@code docs/money.md}: the same basket always
 * costs the same. Each computed amount is rounded to the cent once, where it is computed;
 * all that is shared out adds up again.
 */
public final class PriceCalculator {

	private PriceCalculator() {
	}

	/**
	 * Prices a basket. Charges follow the food: a basket without lines has no service
	 * charge, not even a fixed one, so an order whose last line is voided costs its tip
	 * and nothing else. A basket whose lines are discounted to nothing still has its
	 * fixed charges: the food is free, bringing it is not.
	 * @throws ArithmeticException when an amount does not fit into a {@link Money}
	 */
	public static PricedBasket price(Basket basket) {
		List<DiscountedLine> ownDiscounts = basket.lines().stream().map(DiscountedLine::of).toList();
		List<AppliedDiscount> discounts = DiscountRules.apply(basket.discounts(), net(ownDiscounts));
		List<DiscountedLine> lines = DiscountRules.spread(DiscountRules.total(discounts), ownDiscounts);
		List<AppliedServiceCharge> charges = serviceCharges(basket, lines);
		Taxation taxation = TaxRules.apply(basket.taxRules(), taxableItems(lines, charges));
		return total(lines, discounts, charges, taxation, basket.tip());
	}

	/** Step 4. */
	private static List<AppliedServiceCharge> serviceCharges(Basket basket, List<DiscountedLine> lines) {
		if (lines.isEmpty()) {
			return basket.serviceCharges().stream().map(AppliedServiceCharge::waived).toList();
		}
		Money base = net(lines);
		return basket.serviceCharges().stream().map((charge) -> charge.on(base)).toList();
	}

	/**
	 * The lines first, then the taxable charges: an item's tax is found by its line's
	 * index.
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

	/** Step 7. */
	private static PricedBasket total(List<DiscountedLine> lines, List<AppliedDiscount> discounts,
			List<AppliedServiceCharge> charges, Taxation taxation, Money tip) {
		Money subtotal = Money.sum(lines, DiscountedLine::subtotal);
		Money discount = Money.sum(lines, DiscountedLine::discount);
		Money charge = Money.sum(charges, AppliedServiceCharge::amount);
		Money tax = taxation.totalAdded();
		Money total = subtotal.minus(discount).plus(charge).plus(tax).plus(tip);
		return new PricedBasket(pricedLines(lines, taxation), discounts, charges, taxation.taxes(), subtotal, discount,
				charge, tax, tip, total);
	}

	private static List<PricedLine> pricedLines(List<DiscountedLine> lines, Taxation taxation) {
		List<PricedLine> priced = new ArrayList<>(lines.size());
		for (int i = 0; i < lines.size(); i++) {
			priced.add(PricedLine.of(lines.get(i), taxation.added().get(i)));
		}
		return priced;
	}

	private static Money net(List<DiscountedLine> lines) {
		return Money.sum(lines, DiscountedLine::net);
	}

}
