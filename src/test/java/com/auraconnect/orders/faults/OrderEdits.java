package com.auraconnect.orders.faults;

import java.util.List;
import java.util.Map;
import java.util.Random;

import com.auraconnect.orders.testing.OrderBody;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Edits of orders by one till. Each one writes its key into the order, so that none is
 * without effect.
 */
record OrderEdits(LoadClient client, Random random) {

	private static final List<Long> MENU_ITEMS = List.of(10L, 15L, 20L);

	/** Edits the order or one of its lines. */
	void edit(JsonNode order) {
		long id = order.required("id").asLong();
		if (this.random.nextInt(3) > 0) {
			edit(id);
		}
		else {
			editLine(id, anyLine(order));
		}
	}

	/** Edits an order that need not be read before. */
	void edit(long id) {
		if (this.random.nextBoolean()) {
			change("note", id, "PATCH", "", Map.of("notes", this.client.nextKey()));
		}
		else {
			var line = OrderBody.line(MENU_ITEMS.get(this.random.nextInt(MENU_ITEMS.size())), 1);
			line.put("special_instructions", this.client.nextKey());
			change("add", id, "POST", "/items", Map.of("items", List.of(line)));
		}
	}

	private void editLine(long id, long line) {
		String path = "/items/" + line;
		switch (this.random.nextInt(3)) {
			case 0 -> change("remove", id, "DELETE", path, null);
			case 1 -> change("void", id, "POST", path + "/void", Map.of("reason", "dropped", "used", true));
			default -> change("edit", id, "PUT", path, Map.of("special_instructions", this.client.nextKey()));
		}
	}

	/** The id of one of its lines. */
	long anyLine(JsonNode order) {
		var items = order.required("items");
		return items.get(this.random.nextInt(items.size())).required("id").asLong();
	}

	private void change(String kind, long id, String method, String path, @Nullable Object body) {
		this.client.write(kind, "order/" + id, method, "/api/v1/orders/" + id + path, body);
	}

}
