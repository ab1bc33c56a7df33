package com.auraconnect.orders.pricing;

import java.util.List;

/**
 * Prices of an order (step 7):
 * {@code total = subtotal - discountAmount + serviceChargeAmount + taxAmount + tipAmount}.
 * The line amounts sum exactly to the order's amounts. No amount is negative.
 *
 * @param lines in the basket's order
 * @param lineDiscounts for each line its own discounts, in the basket's order
 * @param discounts the discounts on the order, in the basket's order; discounts on lines
 * are part of the lines' amounts
 * @param serviceCharges in the basket's order
 * @param taxes one per tax rule, in the basket's order, including inclusive and zero ones
 * @param subtotal sum of the lines before any discount (step 1)
 * @param discountAmount all discounts, those of lines and those of the order (steps 2 and
 * 3)
 * @param serviceChargeAmount all service charges, before tax (step 4)
 * @param taxAmount all exclusive taxes, on lines and on taxable service charges (step 5)
 * @param tipAmount as given (step 6)
 * @param total the amount that the guest pays
 */
public record PricedBasket(List<PricedLine> lines, List<List<AppliedDiscount>> lineDiscounts,
		List<AppliedDiscount> discounts, List<AppliedServiceCharge> serviceCharges, List<AppliedTax> taxes,
		Money subtotal, Money discountAmount, Money serviceChargeAmount, Money taxAmount, Money tipAmount,
		Money total) {

	public PricedBasket {
		lines = List.copyOf(lines);
		lineDiscounts = List.copyOf(lineDiscounts);
		discounts = List.copyOf(discounts);
		serviceCharges = List.copyOf(serviceCharges);
		taxes = List.copyOf(taxes);
	}

	/**
	 * Returns the exclusive taxes on taxable service charges: {@link #taxAmount()} minus
	 * the taxes of the lines.
	 */
	public Money serviceChargeTaxAmount() {
		return this.taxAmount.minus(this.taxAmount.unit().sum(this.lines, PricedLine::taxAmount));
	}

}
