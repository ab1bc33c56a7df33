package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.PricedBasket;

/**
 * Bill of an order, line by line, without tips: its lines, its service charges, and the
 * part of each in each tax. An order that is cancelled costs nothing.
 *
 * @param open the balance of the order
 */
public record OrderBill(List<Line> lines, Charges charges, Money open) {

	/** Tax as it stands on the bill. */
	public record Tax(String name, BigDecimal rate, boolean inclusive) {
	}

	/**
	 * A line that is not voided.
	 *
	 * @param taxes its part of each tax of the order
	 */
	public record Line(long itemId, int quantity, Money subtotal, Money discountAmount, Map<Tax, Money> taxes) {
	}

	/**
	 * The service charges together.
	 *
	 * @param taxes their part of each tax of the order
	 */
	public record Charges(Money amount, Map<Tax, Money> taxes) {
	}

	/** Returns what an order costs, line by line. */
	public static OrderBill of(Order order) {
		if (order.status() == OrderStatus.CANCELLED) {
			return new OrderBill(List.of(), new Charges(order.unit().zero(), Map.of()), order.balance().open());
		}
		var priced = OrderPricing.priced(order);
		var lines = lines(order, priced);
		return new OrderBill(lines,
				new Charges(order.totals().serviceChargeAmount(), taxes(priced, lines.size(), Integer.MAX_VALUE)),
				order.balance().open());
	}

	/**
	 * Returns the lines that are not voided, of a cancelled order too, as they were sold.
	 */
	static List<Line> lines(Order order) {
		return lines(order, OrderPricing.priced(order));
	}

	private static List<Line> lines(Order order, PricedBasket priced) {
		var active = order.items().stream().filter(OrderItem::isActive).toList();
		var lines = new ArrayList<Line>(active.size());
		for (int i = 0; i < active.size(); i++) {
			var item = active.get(i);
			lines.add(new Line(Objects.requireNonNull(item.id()), item.quantity(), item.subtotal(),
					item.discountAmount(), taxes(priced, i, i + 1)));
		}
		return lines;
	}

	/** Sums the shares of some of the taxed items in each tax. */
	private static Map<Tax, Money> taxes(PricedBasket priced, int from, int to) {
		var taxes = new LinkedHashMap<Tax, Money>();
		for (var applied : priced.taxes()) {
			var shares = applied.shares();
			var amount = applied.amount().unit().sum(shares.subList(from, Math.min(to, shares.size())));
			taxes.merge(new Tax(applied.rule().name(), applied.rule().rate(), applied.rule().inclusive()), amount,
					Money::plus);
		}
		return taxes;
	}

}
