package com.auraconnect.orders.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.FreeFormPart;

/**
 * The parts of a split: their number, or the lines of each.
 *
 * @param json any JSON, until it is checked
 */
record SplitPartsRequest(JsonNode json) implements FreeFormPart {

	/** Lines that a part can name; a check has no more. */
	private static final int MAX_ITEMS = 2500;

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	SplitPartsRequest {
	}

	/**
	 * Units of a line.
	 *
	 * @param quantity null for all that the line has
	 */
	record Item(long itemId, @Nullable Integer quantity) {
	}

	boolean isNumber() {
		return this.json.isNumber();
	}

	boolean isWellFormed() {
		return isNumber() || this.json.isArray();
	}

	/** Returns the number of parts. */
	int number() {
		return this.json.intValue();
	}

	/** Returns the lines of each part. */
	List<List<Item>> items() {
		var parts = new ArrayList<List<Item>>();
		for (var part : this.json) {
			parts.add(part.valueStream()
				.map((item) -> new Item(item.path("item_id").longValue(),
						item.hasNonNull("quantity") ? item.path("quantity").intValue() : null))
				.toList());
		}
		return parts;
	}

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (isNumber()) {
			if (!isBetween(this.json, 1, SplitRequest.MAX_PARTS)) {
				fault.accept("", "must be between 1 and " + SplitRequest.MAX_PARTS);
			}
		}
		else if (!this.json.isArray()) {
			fault.accept("", "must be a number, or lists of items");
		}
		else if (this.json.isEmpty() || this.json.size() > SplitRequest.MAX_PARTS) {
			fault.accept("", "must have 1 to " + SplitRequest.MAX_PARTS + " parts");
		}
		else {
			for (int i = 0; i < this.json.size(); i++) {
				checkPart("[" + i + "]", this.json.get(i), fault);
			}
		}
	}

	private static void checkPart(String path, JsonNode part, BiConsumer<String, String> fault) {
		if (!part.isArray() || part.isEmpty() || part.size() > MAX_ITEMS) {
			fault.accept(path, "must be a list of 1 to " + MAX_ITEMS + " items");
			return;
		}
		for (int i = 0; i < part.size(); i++) {
			checkItem(path + "[" + i + "]", part.get(i), fault);
		}
	}

	private static void checkItem(String path, JsonNode item, BiConsumer<String, String> fault) {
		if (!item.isObject()) {
			fault.accept(path, "must be an object with an item_id");
			return;
		}
		item.fieldNames().forEachRemaining((name) -> {
			if (!Set.of("item_id", "quantity").contains(name)) {
				fault.accept(path, "has the unknown field " + name);
			}
		});
		if (!item.path("item_id").canConvertToLong() || !item.path("item_id").isIntegralNumber()
				|| item.path("item_id").longValue() < 1) {
			fault.accept(path + ".item_id", "must be the id of an item");
		}
		if (item.hasNonNull("quantity") && !isBetween(item.path("quantity"), 1, Integer.MAX_VALUE)) {
			fault.accept(path + ".quantity", "must be a whole number of 1 or more");
		}
	}

	private static boolean isBetween(JsonNode number, int least, int most) {
		return number.isIntegralNumber() && number.canConvertToInt() && number.intValue() >= least
				&& number.intValue() <= most;
	}

}
