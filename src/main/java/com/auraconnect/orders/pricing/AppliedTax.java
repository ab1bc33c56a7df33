package com.auraconnect.orders.pricing;

/**
 * A tax and what it comes to on all lines and taxable service charges.
 *
 * @param amount added to the total when the rule is exclusive, contained in it when
 * inclusive; never negative
 */
public record AppliedTax(TaxRule rule, Money amount) {
}
