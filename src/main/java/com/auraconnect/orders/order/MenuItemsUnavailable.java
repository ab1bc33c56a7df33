package com.auraconnect.orders.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reports every item and modifier of the order that is not on the menu or not available.
 */
public class MenuItemsUnavailable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Fault> faults;

	MenuItemsUnavailable(List<Fault> faults) {
		super("The order has items or modifiers that cannot be ordered");
		this.faults = List.copyOf(faults);
	}

	/**
	 * One item or modifier that cannot be ordered.
	 *
	 * @param field the path in the request, such as {@code items[0].menu_item_id}
	 */
	public record Fault(String field, String message) {
	}

	/** Returns the faults in the order of the request; never empty. */
	public List<Fault> faults() {
		return this.faults;
	}

	/**
	 * Checks the chosen items and modifiers against the menu.
	 * @throws MenuItemsUnavailable unless all of them are on the menu and available
	 */
	static void check(List<NewOrder.Item> choices, Map<Long, MenuItem> menu) {
		check(choices, menu, true);
	}

	/**
	 * Checks items and modifiers that an offline terminal has sold. They need not be
	 * available now.
	 * @throws MenuItemsUnavailable unless all of them are on the menu
	 */
	static void checkSold(List<NewOrder.Item> choices, Map<Long, MenuItem> menu) {
		check(choices, menu, false);
	}

	private static void check(List<NewOrder.Item> choices, Map<Long, MenuItem> menu, boolean mustBeAvailable) {
		var faults = new ArrayList<Fault>();
		for (int i = 0; i < choices.size(); i++) {
			var choice = choices.get(i);
			var item = menu.get(choice.menuItemId());
			var path = "items[" + i + "].";
			if (mustBeAvailable && item != null && !item.available()) {
				faults.add(new Fault(path + "menu_item_id", item.name() + " is not available now"));
			}
			faults.addAll(faults(choice, item, path + "menu_item_id", path + "modifiers"));
		}
		requireNone(faults);
	}

	/**
	 * Checks new modifiers for an existing line; the field paths start at
	 * {@code modifiers}.
	 * @throws MenuItemsUnavailable unless the item and all modifiers are on the menu and
	 * available
	 */
	static void checkModifiers(NewOrder.Item choice, Map<Long, MenuItem> menu) {
		var item = menu.get(choice.menuItemId());
		var faults = new ArrayList<>(faults(choice, item, "modifiers", "modifiers"));
		if (item != null && !item.available()) {
			faults.addFirst(new Fault("modifiers", item.name() + " is not available now"));
		}
		requireNone(faults);
	}

	private static void requireNone(List<Fault> faults) {
		if (!faults.isEmpty()) {
			throw new MenuItemsUnavailable(faults);
		}
	}

	private static List<Fault> faults(NewOrder.Item choice, @Nullable MenuItem item, String itemField,
			String modifiersField) {
		if (item == null) {
			return List
				.of(new Fault(itemField, "item " + choice.menuItemId() + " is not on the menu of this location"));
		}
		var faults = new ArrayList<Fault>();
		for (int i = 0; i < choice.modifiers().size(); i++) {
			var modifier = choice.modifiers().get(i);
			var option = item.modifiers().get(modifier.id());
			if (option == null) {
				faults.add(new Fault(modifiersField + "[" + i + "].id", "is not a modifier of " + item.name()));
			}
			else if (option.price().isNegative() && modifier.quantity() > 1) {
				faults.add(new Fault(modifiersField + "[" + i + "].quantity",
						"can be 1 at most: " + option.name() + " makes " + item.name() + " cheaper"));
			}
		}
		if (item.hasAll(choice.modifiers()) && item.priceWith(choice.modifiers()).isNegative()) {
			faults.add(new Fault(modifiersField, "make the price of " + item.name() + " negative"));
		}
		return faults;
	}

}
