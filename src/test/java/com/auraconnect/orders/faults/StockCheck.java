package com.auraconnect.orders.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.sandbox.Reservation.StockLine;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The inventory holds, or has sold, what each order needs: item by item. Orders that are
 * degraded or have voided lines, whose stock may be used up, are left out.
 */
final class StockCheck implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		var found = new ArrayList<Finding>();
		evidence.orders().forEach((id, order) -> {
			if (isComparable(order)) {
				evidence.site()
					.sandbox()
					.inventory()
					.reservationsOf(id)
					.stream()
					.filter((reservation) -> reservation.state() != Reservation.State.RELEASED)
					.map(StockCheck::reserved)
					.filter((reserved) -> !reserved.equals(needed(order)))
					.forEach((reserved) -> found
						.add(Finding.unbalanced("order %d needs %s, reserved are %s", id, needed(order), reserved)));
			}
		});
		return found;
	}

	private static boolean isComparable(JsonNode order) {
		return order.required("degraded").isEmpty() && order.required("items")
			.valueStream()
			.noneMatch((line) -> line.path("status").asText().equals("voided"));
	}

	private static Map<Long, Integer> needed(JsonNode order) {
		return order.required("items")
			.valueStream()
			.collect(Collectors.groupingBy((line) -> line.required("menu_item_id").asLong(), TreeMap::new,
					Collectors.summingInt((line) -> line.required("quantity").asInt())));
	}

	private static Map<Long, Integer> reserved(Reservation reservation) {
		return reservation.items()
			.stream()
			.collect(Collectors.groupingBy(StockLine::menuItemId, TreeMap::new,
					Collectors.summingInt(StockLine::quantity)));
	}

}
