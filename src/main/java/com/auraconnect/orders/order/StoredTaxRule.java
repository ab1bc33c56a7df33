package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.TaxRule;

/** Tax rule as stored with a location or an order; omitted fields get their defaults. */
public record StoredTaxRule(String name, BigDecimal rate, boolean inclusive, TaxRule.@Nullable Rounding rounding,
		TaxRule.@Nullable Level level, @Nullable Set<String> categories,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable Set<String> orderTypes) {

	static StoredTaxRule of(TaxRule rule) {
		return new StoredTaxRule(rule.name(), rule.rate(), rule.inclusive(), rule.rounding(), rule.level(),
				rule.categories(), rule.orderTypes());
	}

	/** Returns the rule with its defaults. */
	public TaxRule rule() {
		return new TaxRule(this.name, this.rate, this.inclusive,
				(this.rounding != null) ? this.rounding : TaxRule.Rounding.HALF_UP,
				(this.level != null) ? this.level : TaxRule.Level.LINE,
				(this.categories != null) ? this.categories : Set.of(),
				(this.orderTypes != null) ? this.orderTypes : Set.of());
	}

}
