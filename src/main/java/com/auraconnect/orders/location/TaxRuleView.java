package com.auraconnect.orders.location;

import java.math.BigDecimal;
import java.util.List;

import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.pricing.TaxRule;

/** A tax rule, as it is sent and stored. */
record TaxRuleView(String name, BigDecimal rate, boolean inclusive, TaxRule.Rounding rounding, TaxRule.Level level,
		List<String> categories, List<OrderType> orderTypes) {

	TaxRuleView {
		categories = List.copyOf(categories);
		orderTypes = List.copyOf(orderTypes);
	}

}
