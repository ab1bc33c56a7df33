package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import com.auraconnect.orders.pricing.TaxRule.Level;
import com.auraconnect.orders.pricing.TaxRule.Rounding;
import org.jspecify.annotations.Nullable;

/** Baskets and their parts for tests, and copies of them with one thing changed. */
final class Baskets {

	/** Minor unit of the currencies with two decimals. */
	static final MinorUnit CENT = MinorUnit.ofDecimals(2);

	private Baskets() {
	}

	static Basket of(BasketLine... lines) {
		return new Basket(List.of(lines), List.of(), List.of(), List.of(), CENT.zero());
	}

	static BasketLine line(String price) {
		return line(price, null);
	}

	static BasketLine line(String price, @Nullable String taxCategory) {
		return new BasketLine(1, Money.of(price), List.of(), List.of(), taxCategory);
	}

	static Discount percentOff(String value) {
		return new Discount(value + " % off", Adjustment.PERCENTAGE, new BigDecimal(value));
	}

	static Discount amountOff(String value) {
		return new Discount(value + " off", Adjustment.FIXED, new BigDecimal(value));
	}

	static TaxRule tax(String rate, String... categories) {
		return new TaxRule("Tax", new BigDecimal(rate), false, Rounding.HALF_UP, Level.LINE, Set.of(categories),
				Set.of());
	}

	static TaxRule inclusive(TaxRule rule) {
		return new TaxRule(rule.name(), rule.rate(), true, rule.rounding(), rule.level(), rule.categories(),
				rule.orderTypes());
	}

	static TaxRule onOrder(TaxRule rule) {
		return new TaxRule(rule.name(), rule.rate(), rule.inclusive(), rule.rounding(), Level.ORDER, rule.categories(),
				rule.orderTypes());
	}

	static Basket withLines(Basket basket, List<BasketLine> lines) {
		return new Basket(lines, basket.discounts(), basket.serviceCharges(), basket.taxRules(), basket.tip());
	}

	static Basket withDiscounts(Basket basket, Discount... discounts) {
		return new Basket(basket.lines(), List.of(discounts), basket.serviceCharges(), basket.taxRules(), basket.tip());
	}

	static Basket withCharges(Basket basket, ServiceCharge... charges) {
		return new Basket(basket.lines(), basket.discounts(), List.of(charges), basket.taxRules(), basket.tip());
	}

	static Basket withTaxes(Basket basket, List<TaxRule> rules) {
		return new Basket(basket.lines(), basket.discounts(), basket.serviceCharges(), rules, basket.tip());
	}

	static Basket withTip(Basket basket, Money tip) {
		return new Basket(basket.lines(), basket.discounts(), basket.serviceCharges(), basket.taxRules(), tip);
	}

}
