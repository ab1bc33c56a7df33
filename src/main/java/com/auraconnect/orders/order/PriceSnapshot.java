package com.auraconnect.orders.order;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.auraconnect.orders.order.OrderEvent.ItemsChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.pricing.Money;

/**
 * Prices of an order at one moment. A change of one line can change the amounts of all
 * lines: the order's discounts and taxes are shared out anew.
 */
record PriceSnapshot(Map<OrderItem, OrderItem.Charge> lines, Totals totals, List<OrderDiscount> discounts,
		List<OrderServiceCharge> serviceCharges, List<OrderTax> taxes, List<OrderAdjustment> adjustments,
		PaymentStatus paymentStatus, Money balance, Money rounding) {

	static PriceSnapshot of(Order order) {
		return new PriceSnapshot(
				order.items().stream().collect(Collectors.toMap(Function.identity(), OrderItem::charge)),
				order.totals(), order.prices().discounts(), order.prices().serviceCharges(), order.prices().taxes(),
				order.prices().adjustments(), order.paymentStatus(), order.balance().open(),
				order.balance().rounding());
	}

	/**
	 * Compares the order with this snapshot.
	 * @param order the same order, after the change
	 * @param lines the lines that were changed directly
	 */
	OrderEvent changes(Order order, List<OrderItem> lines) {
		var names = order.totals().differencesFrom(this.totals);
		addIfChanged(names, "discounts", order.prices().discounts(), this.discounts);
		addIfChanged(names, "service_charges", order.prices().serviceCharges(), this.serviceCharges);
		addIfChanged(names, "taxes", order.prices().taxes(), this.taxes);
		addIfChanged(names, "adjustments", order.prices().adjustments(), this.adjustments);
		addIfChanged(names, "payment_status", order.paymentStatus(), this.paymentStatus);
		addIfChanged(names, "balance", order.balance().open(), this.balance);
		addIfChanged(names, "rounding_amount", order.balance().rounding(), this.rounding);
		var different = order.items()
			.stream()
			.filter((line) -> lines.contains(line) || !line.charge().equals(this.lines.get(line)))
			.toList();
		return different.isEmpty() ? new Updated(names) : new ItemsChanged(different, names);
	}

	private static void addIfChanged(Set<String> names, String name, Object now, Object before) {
		if (!now.equals(before)) {
			names.add(name);
		}
	}

}
