package com.auraconnect.orders.testing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.auraconnect.orders.pricing.Basket;
import com.auraconnect.orders.pricing.BasketLine;
import com.auraconnect.orders.pricing.ModifierPrice;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.PriceCalculator;
import com.auraconnect.orders.pricing.PricedBasket;
import com.auraconnect.orders.pricing.TaxRule;
import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prices an order without discounts and charges again from the lines that it shows, by
 * the one tax of the demo restaurants.
 */
public final class Recalculation {

	private static final TaxRule SALES_TAX = new TaxRule("Sales tax", new BigDecimal("0.09"), false,
			TaxRule.Rounding.HALF_UP, TaxRule.Level.LINE, Set.of(), Set.of());

	private Recalculation() {
	}

	/**
	 * @throws AssertionError unless each line and each sum of the order is what it should
	 * be
	 */
	public static void check(JsonNode order) {
		List<JsonNode> lines = counted(order).toList();
		PricedBasket priced = PriceCalculator.price(new Basket(lines.stream().map(Recalculation::line).toList(),
				List.of(), List.of(), List.of(SALES_TAX), money(order, "tip_amount")));
		for (int i = 0; i < lines.size(); i++) {
			assertThat(money(lines.get(i), "subtotal")).isEqualTo(priced.lines().get(i).subtotal());
			assertThat(money(lines.get(i), "tax_amount")).isEqualTo(priced.lines().get(i).taxAmount());
			assertThat(money(lines.get(i), "total")).isEqualTo(priced.lines().get(i).total());
		}
		assertThat(money(order, "subtotal")).isEqualTo(priced.subtotal());
		assertThat(money(order, "tax_amount")).isEqualTo(priced.taxAmount());
		assertThat(money(order, "total_amount")).isEqualTo(priced.total());
		assertThat(order.at("/taxes/0/amount").asText()).isEqualTo(priced.taxAmount().toString());
	}

	private static Stream<JsonNode> counted(JsonNode order) {
		return order.required("items").valueStream().filter((line) -> !line.path("status").asText().equals("voided"));
	}

	private static BasketLine line(JsonNode line) {
		List<ModifierPrice> modifiers = line.required("modifiers")
			.valueStream()
			.map((modifier) -> new ModifierPrice(money(modifier, "price"), modifier.required("quantity").asInt()))
			.toList();
		return new BasketLine(line.required("quantity").asInt(), money(line, "unit_price"), modifiers, List.of(), null);
	}

	private static Money money(JsonNode node, String field) {
		return Money.of(node.required(field).asText());
	}

}
