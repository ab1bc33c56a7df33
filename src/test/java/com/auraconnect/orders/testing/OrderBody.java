package com.auraconnect.orders.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The body of a {@code POST /orders}. Immutable: its methods return changed copies.
 */
public record OrderBody(@JsonValue Map<String, Object> fields) {

	/** One cheeseburger to eat here: 12.99, and 14.16 with the tax. */
	public static OrderBody burgerAt(long locationId) {
		return at(locationId, line(10, 1));
	}

	/** These lines, to eat here. */
	public static OrderBody at(long locationId, Map<?, ?>... lines) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("location_id", locationId);
		fields.put("order_type", "dine_in");
		fields.put("items", List.of(lines));
		return new OrderBody(fields);
	}

	/** A line with a quantity of a menu item, and one of each of these modifiers. */
	public static Map<String, Object> line(long menuItemId, int quantity, long... modifierIds) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("menu_item_id", menuItemId);
		line.put("quantity", quantity);
		if (modifierIds.length > 0) {
			line.put("modifiers", Arrays.stream(modifierIds).mapToObj((id) -> Map.of("id", id)).toList());
		}
		return line;
	}

	/** A copy with that value of the field. */
	public OrderBody with(String field, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(this.fields);
		more.put(field, value);
		return new OrderBody(more);
	}

	/** A copy without that field. */
	public OrderBody without(String field) {
		Map<String, Object> fewer = new LinkedHashMap<>(this.fields);
		fewer.remove(field);
		return new OrderBody(fewer);
	}

	/** A copy with one more line. */
	public OrderBody and(Map<String, Object> line) {
		List<Object> lines = new ArrayList<>((List<?>) this.fields.get("items"));
		lines.add(line);
		return with("items", lines);
	}

	/**
	 * A copy paid by card: {@code tok_ok} is approved, {@code tok_declined} is not.
	 */
	public OrderBody paidByCard(String token) {
		return with("payment", Map.of("method", "card", "token", token));
	}

	public OrderBody paidInCash() {
		return with("payment", Map.of("method", "cash"));
	}

}
