package com.auraconnect.orders.order;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.auraconnect.orders.order.OrderEvent.ItemsChanged;

/**
 * What is charged for an order at one moment. A change of one line can change it on all
 * of them: a discount of the order is shared out anew, and so is a tax.
 */
record PriceSnapshot(Map<OrderItem, OrderItem.Charge> lines, Totals totals, List<OrderDiscount> discounts,
		List<OrderServiceCharge> serviceCharges, List<OrderTax> taxes, PaymentStatus paymentStatus) {

	static PriceSnapshot of(Order order) {
		return new PriceSnapshot(order.items().stream().collect(Collectors.toMap(Function.identity(), OrderItem::charge)),
				order.totals(), order.discounts(), order.serviceCharges(), order.taxes(), order.paymentStatus());
	}

	/**
	 * What has become different since.
	 * @param order the same, by now
	 * @param lines those that were changed themselves
	 */
	ItemsChanged changes(Order order, List<OrderItem> lines) {
		var names = order.totals().differencesFrom(this.totals);
		differs(names, "discounts", order.discounts(), this.discounts);
		differs(names, "service_charges", order.serviceCharges(), this.serviceCharges);
		differs(names, "taxes", order.taxes(), this.taxes);
		differs(names, "payment_status", order.paymentStatus(), this.paymentStatus);
		var different = order.items()
			.stream()
			.filter((line) -> lines.contains(line) || !line.charge().equals(this.lines.get(line)))
			.toList();
		return new ItemsChanged(different, names);
	}

	private static void differs(Set<String> names, String name, Object now, Object before) {
		if (!now.equals(before)) {
			names.add(name);
		}
	}

}
