package com.auraconnect.orders.pricing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Line to be priced. Voided lines must be left out.
 *
 * @param quantity how many units, at least 1
 * @param unitPrice the price of one unit without its modifiers
 * @param modifiers the modifiers of each unit
 * @param discounts the discounts on this line alone
 * @param taxCategory the category that tax rules can name; {@code null} if only rules
 * without categories apply
 */
public record BasketLine(int quantity, Money unitPrice, List<ModifierPrice> modifiers, List<Discount> discounts,
		@Nullable String taxCategory) {

	/**
	 * Copies the lists and checks quantity and price.
	 * @throws IllegalArgumentException when the quantity is less than 1, or a unit with
	 * its modifiers costs less than nothing
	 * @throws ArithmeticException when the price of a unit does not fit
	 */
	public BasketLine {
		modifiers = List.copyOf(modifiers);
		discounts = List.copyOf(discounts);
		if (quantity < 1) {
			throw new IllegalArgumentException("A line has at least one unit, not " + quantity);
		}
		Money each = withModifiers(unitPrice, modifiers);
		if (each.isNegative()) {
			throw new IllegalArgumentException("A unit with its modifiers cannot cost " + each);
		}
	}

	/** Computes step 1: the units with their modifiers, before any discount. */
	Money subtotal() {
		return withModifiers(this.unitPrice, this.modifiers).times(this.quantity);
	}

	private static Money withModifiers(Money unitPrice, List<ModifierPrice> modifiers) {
		Money price = unitPrice;
		for (ModifierPrice modifier : modifiers) {
			price = price.plus(modifier.total());
		}
		return price;
	}

}
