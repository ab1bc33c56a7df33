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
		var faults = new ArrayList<Fault>();
		for (int i = 0; i < choices.size(); i++) {
			var choice = choices.get(i);
			var path = "items[" + i + "].";
			faults.addAll(faults(choice, menu.get(choice.menuItemId()), path + "menu_item_id", path + "modifiers"));
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
		requireNone(faults(choice, menu.get(choice.menuItemId()), "modifiers", "modifiers"));
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
		if (!item.available()) {
			faults.add(new Fault(itemField, item.name() + " is not available now"));
		}
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
