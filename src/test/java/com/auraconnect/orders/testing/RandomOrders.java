package com.auraconnect.orders.testing;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.MenuItem;

/**
 * Generates random orders, reproducible by the seed: one to eight lines of items that the
 * sandbox has in stock, with and without modifiers. Each optional field is missing at
 * times.
 *
 * @param random not to be shared by threads
 */
public record RandomOrders(List<MenuItem> menu, RandomGenerator random) {

	private static final long NEVER_IN_STOCK = 30;

	private static final List<String> TYPES = List.of("dine_in", "takeout", "delivery", "drive_thru", "online");

	/** Without line breaks, which a name cannot have. */
	private static final List<String> NAMES = List.of("no onions", "say \"hello\" to \\Bob/", "Zoë's birthday 🎂",
			"<b>&amp;</b> 'quoted' ${env} %s", "七分熟、谢谢", "\u2028 \u00a0 \u200d");

	private static final List<String> WORDS = Stream.concat(NAMES.stream(), Stream.of("line one\nline two\ttabbed"))
		.toList();

	public RandomOrders {
		menu = menu.stream().filter((item) -> item.menuItemId() != NEVER_IN_STOCK).toList();
	}

	/** An order with lines, modifiers and the required fields only. */
	public OrderBody plain(long locationId) {
		return new OrderBody(Map.of("location_id", locationId, "order_type", oneOf(TYPES), "items", lines(this::line)));
	}

	/** An order with any of the optional fields. */
	public OrderBody rich(long locationId) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("location_id", locationId);
		fields.put("order_type", oneOf(TYPES));
		fields.put("items", lines(this::richLine));
		sometimes(fields, "customer_id", () -> 1 + this.random.nextInt(200));
		sometimes(fields, "table_number", () -> "T" + this.random.nextInt(40));
		sometimes(fields, "guest_count", () -> 1 + this.random.nextInt(12));
		sometimes(fields, "notes", () -> oneOf(WORDS));
		sometimes(fields, "scheduled_for",
				() -> OffsetDateTime.now(ZoneOffset.ofHours(2))
					.plusHours(1 + this.random.nextInt(150))
					.truncatedTo(ChronoUnit.SECONDS)
					.toString());
		sometimes(fields, "external_id", () -> "pos-\"7\"-%016x".formatted(this.random.nextLong()));
		sometimes(fields, "source", () -> "kiosk \"" + this.random.nextInt(5) + "\"");
		sometimes(fields, "metadata", this::metadata);
		sometimes(fields, "guest", this::guest);
		sometimes(fields, "fulfilment", () -> fulfilment(String.valueOf(fields.get("order_type"))));
		sometimes(fields, "discounts", this::discounts);
		sometimes(fields, "service_charges", this::serviceCharges);
		sometimes(fields, "payment", this::payment);
		return new OrderBody(fields);
	}

	private Map<String, Object> metadata() {
		Map<String, Object> entries = new LinkedHashMap<>();
		sometimes(entries, "z first \"\\", () -> oneOf(NAMES));
		sometimes(entries, "a second", () -> "");
		return entries;
	}

	private Map<String, Object> guest() {
		Map<String, Object> guest = new LinkedHashMap<>();
		sometimes(guest, "name", () -> oneOf(NAMES));
		sometimes(guest, "phone", () -> "+1 555 01" + this.random.nextInt(10));
		return guest;
	}

	private Map<String, Object> fulfilment(String type) {
		Map<String, Object> fulfilment = new LinkedHashMap<>();
		sometimes(fulfilment, "instructions", () -> oneOf(WORDS));
		if (type.equals("delivery")) {
			Map<String, Object> address = new LinkedHashMap<>(
					Map.of("street", "1 \"Main\" St", "city", "Björk", "postal_code", "10001"));
			sometimes(address, "unit", () -> "4b");
			sometimes(address, "country", () -> "US");
			sometimes(fulfilment, "address", () -> address);
		}
		else if (!type.equals("dine_in")) {
			sometimes(fulfilment, "vehicle", () -> "red \\ car");
		}
		return fulfilment;
	}

	private List<Map<String, Object>> lines(Supplier<Map<String, Object>> line) {
		return some(1, 8, line);
	}

	private Map<String, Object> line() {
		MenuItem item = oneOf(this.menu);
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("menu_item_id", item.menuItemId());
		line.put("quantity", 1 + this.random.nextInt(4));
		if (!item.modifiers().isEmpty()) {
			sometimes(line, "modifiers", () -> modifiers(item));
		}
		return line;
	}

	private List<Map<String, Object>> modifiers(MenuItem item) {
		List<MenuItem.Modifier> left = new ArrayList<>(item.modifiers());
		return some(1, Math.min(3, left.size()), () -> {
			Map<String, Object> modifier = new LinkedHashMap<>();
			modifier.put("id", left.remove(this.random.nextInt(left.size())).id());
			sometimes(modifier, "quantity", () -> 1 + this.random.nextInt(2));
			return modifier;
		});
	}

	private Map<String, Object> richLine() {
		Map<String, Object> line = line();
		sometimes(line, "special_instructions", () -> oneOf(WORDS));
		sometimes(line, "course", () -> 1 + this.random.nextInt(3));
		sometimes(line, "discounts", this::discounts);
		return line;
	}

	private List<Map<String, Object>> discounts() {
		return some(1, 2, () -> adjustment("Happy hour"));
	}

	private List<Map<String, Object>> serviceCharges() {
		return some(1, 2, () -> {
			Map<String, Object> charge = adjustment("Large party");
			sometimes(charge, "taxable", this.random::nextBoolean);
			return charge;
		});
	}

	private Map<String, Object> adjustment(String name) {
		Map<String, Object> adjustment = new LinkedHashMap<>();
		adjustment.put("name", name + " " + oneOf(NAMES));
		boolean percentage = this.random.nextBoolean();
		adjustment.put("type", percentage ? "percentage" : "fixed");
		adjustment.put("value", percentage ? oneOf(List.of("12.5", "20.00", "0", "33.3333", "100"))
				: oneOf(List.of("0.05", "3.00", "7.5", "250.00")));
		return adjustment;
	}

	private Map<String, Object> payment() {
		Map<String, Object> payment = new LinkedHashMap<>();
		boolean card = this.random.nextBoolean();
		payment.put("method", card ? "card" : "cash");
		if (card) {
			payment.put("token", oneOf(List.of("tok_ok", "tok_ok", "tok_declined")));
		}
		sometimes(payment, "tip_amount", () -> "%d.50".formatted(this.random.nextInt(10)));
		return payment;
	}

	private void sometimes(Map<String, Object> fields, String name, Supplier<Object> value) {
		if (this.random.nextBoolean()) {
			fields.put(name, value.get());
		}
	}

	private <T> List<T> some(int least, int most, Supplier<T> one) {
		return IntStream.range(0, this.random.nextInt(least, most + 1)).mapToObj((i) -> one.get()).toList();
	}

	private <T> T oneOf(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
