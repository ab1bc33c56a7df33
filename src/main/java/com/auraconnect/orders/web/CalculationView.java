package com.auraconnect.orders.web;

import java.time.Instant;
import java.util.List;

import com.auraconnect.orders.order.Modifier;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDiscount;
import com.auraconnect.orders.order.OrderItem;
import com.auraconnect.orders.order.OrderServiceCharge;
import com.auraconnect.orders.order.OrderTax;
import com.auraconnect.orders.pricing.Money;

/**
 * Prices of an order that is not created.
 *
 * @param quoteToken token that creates the order at these prices
 * @param quoteExpiresAt time until which the token is valid
 */
record CalculationView(List<Line> items, Money subtotal, Money discountAmount, Money serviceChargeAmount,
		Money taxAmount, Money tipAmount, Money totalAmount, List<OrderDiscount> discounts,
		List<OrderServiceCharge> serviceCharges, List<OrderTax> taxes, String quoteToken, Instant quoteExpiresAt) {

	static CalculationView of(Order order, QuoteTokens.Token quote) {
		var totals = order.totals();
		return new CalculationView(order.items().stream().map(Line::of).toList(), totals.subtotal(),
				totals.discountAmount(), totals.serviceChargeAmount(), totals.taxAmount(), totals.tipAmount(),
				totals.totalAmount(), order.prices().discounts(), order.prices().serviceCharges(),
				order.prices().taxes(), quote.token(), quote.goodUntil());
	}

	/** One line. It has no id because nothing is stored. */
	record Line(long menuItemId, String name, int quantity, Money unitPrice, List<Modifier> modifiers, Money subtotal,
			Money discountAmount, Money taxAmount, Money total) {

		static Line of(OrderItem item) {
			return new Line(item.menuItemId(), item.name(), item.quantity(), item.unitPrice(), item.modifiers(),
					item.subtotal(), item.discountAmount(), item.taxAmount(), item.total());
		}

	}

}
