package com.auraconnect.orders.sandbox;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An item of the menu, as the menu service sends it.
 *
 * @param price a decimal string, in the location's currency
 * @param available whether it is on sale; independent of stock
 * @param prepMinutes preparation time in minutes
 * @param modifiers all modifiers that the item can have
 */
public record MenuItem(long menuItemId, String name, String price, boolean available, String station,
		String taxCategory, int prepMinutes, List<Modifier> modifiers) {

	static final Comparator<MenuItem> BY_ID = Comparator.comparingLong(MenuItem::menuItemId);

	/** An item that is not on the demo menu, with that many modifiers from id 101 on. */
	public static MenuItem withModifiers(long id, int number) {
		var modifiers = LongStream.range(101, 101 + number)
			.mapToObj((modifier) -> new Modifier(modifier, "Modifier " + modifier, "0.10"))
			.toList();
		return new MenuItem(id, "Everything", "10.00", true, "grill", "food", 10, modifiers);
	}

	/** The item at another price. */
	public MenuItem at(String price) {
		return new MenuItem(this.menuItemId, this.name, price, this.available, this.station, this.taxCategory,
				this.prepMinutes, this.modifiers);
	}

	/** The item with its prices in a currency. */
	MenuItem in(String currency) {
		int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
		if (decimals == 2) {
			return this;
		}
		return new MenuItem(this.menuItemId, this.name, price(this.price, decimals), this.available, this.station,
				this.taxCategory, this.prepMinutes,
				this.modifiers.stream()
					.map((modifier) -> new Modifier(modifier.id(), modifier.name(), price(modifier.price(), decimals)))
					.toList());
	}

	private static String price(String price, int decimals) {
		var amount = new BigDecimal(price);
		return ((decimals == 0) ? amount.movePointRight(2) : amount).setScale(decimals).toPlainString();
	}

	/** The item, taken off sale. */
	public MenuItem offSale() {
		return new MenuItem(this.menuItemId, this.name, this.price, false, this.station, this.taxCategory,
				this.prepMinutes, this.modifiers);
	}

	boolean has(long modifier) {
		return this.modifiers.stream().anyMatch((candidate) -> candidate.id() == modifier);
	}

	/** An addition to an item, at a price of its own. */
	public record Modifier(long id, String name, String price) {
	}

}
