package com.auraconnect.orders.pricing;

/**
 * Tax rule with its amount over all lines and taxable service charges.
 *
 * @param amount added to the total when the rule is exclusive, contained in it when
 * inclusive; never negative
 */
public record AppliedTax(TaxRule rule, Money amount) {
}
