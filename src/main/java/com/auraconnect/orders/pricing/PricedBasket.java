package com.auraconnect.orders.pricing;

import java.util.List;

/**
 * What an order costs (step 7):
 * {@code total = subtotal - discountAmount + serviceChargeAmount + taxAmount + tipAmount}.
 * The lines sum to the order to the cent, in every column. No amount is negative.
 *
 * @param lines in the basket's order
 * @param discounts the order's, in the basket's order; those of single lines are in the
 * lines' amounts
 * @param serviceCharges in the basket's order
 * @param taxes one for each tax rule of the basket and in its order, inclusive ones too,
 * also when it comes to zero
 * @param subtotal sum of the lines before any discount (step 1)
 * @param discountAmount all discounts, those of lines and those of the order (steps 2 and
 * 3)
 * @param serviceChargeAmount all service charges, before tax (step 4)
 * @param taxAmount all exclusive taxes, on lines and on taxable service charges (step 5)
 * @param tipAmount as given (step 6)
 * @param total what the guest pays
 */
public record PricedBasket(List<PricedLine> lines, List<AppliedDiscount> discounts,
		List<AppliedServiceCharge> serviceCharges, List<AppliedTax> taxes, Money subtotal, Money discountAmount,
		Money serviceChargeAmount, Money taxAmount, Money tipAmount, Money total) {

	public PricedBasket {
		lines = List.copyOf(lines);
		discounts = List.copyOf(discounts);
		serviceCharges = List.copyOf(serviceCharges);
		taxes = List.copyOf(taxes);
	}

	/**
	 * The exclusive taxes on taxable service charges: what the lines leave over of
	 * {@link #taxAmount()}.
	 */
	public Money serviceChargeTaxAmount() {
		return this.taxAmount.minus(Money.sum(this.lines, PricedLine::taxAmount));
	}

}
