package com.auraconnect.orders.order;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.Embeddable;

import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Totals of an order, in the location's currency:
 * {@code total = subtotal - discount + service charges + tax + tip}, which the database
 * checks too.
 *
 * @param taxAmount the exclusive taxes; an inclusive tax is part of the prices
 */
@Embeddable
public record Totals(Money subtotal, Money discountAmount, Money serviceChargeAmount, Money taxAmount, Money tipAmount,
		Money totalAmount) {

	/** Returns the totals of an order without lines. */
	static Totals zero(MinorUnit unit) {
		var zero = unit.zero();
		return new Totals(zero, zero, zero, zero, zero, zero);
	}

	/** Returns the API names of the sums that differ. */
	Set<String> differencesFrom(Totals other) {
		var names = new LinkedHashSet<String>();
		difference(names, "subtotal", this.subtotal, other.subtotal);
		difference(names, "discount_amount", this.discountAmount, other.discountAmount);
		difference(names, "service_charge_amount", this.serviceChargeAmount, other.serviceChargeAmount);
		difference(names, "tax_amount", this.taxAmount, other.taxAmount);
		difference(names, "tip_amount", this.tipAmount, other.tipAmount);
		difference(names, "total_amount", this.totalAmount, other.totalAmount);
		return names;
	}

	private static void difference(Set<String> names, String name, Money one, Money other) {
		if (!one.equals(other)) {
			names.add(name);
		}
	}

	/** Replaces the tip; no tax depends on it. */
	Totals withTip(Money tip) {
		return new Totals(this.subtotal, this.discountAmount, this.serviceChargeAmount, this.taxAmount, tip,
				withoutTip().plus(tip));
	}

	/** Returns the minor unit of all amounts of the order. */
	MinorUnit unit() {
		return this.totalAmount.unit();
	}

	/** Returns the total without tips. */
	Money withoutTip() {
		return this.totalAmount.minus(this.tipAmount);
	}

}
