package com.auraconnect.orders.pricing;

/**
 * Price of a modifier on one unit of its line.
 *
 * @param price the price of one; negative if the modifier makes the dish cheaper
 * @param quantity how often one unit has the modifier, at least 1
 */
public record ModifierPrice(Money price, int quantity) {

	/**
	 * Checks the quantity.
	 * @throws IllegalArgumentException when it is less than 1
	 */
	public ModifierPrice {
		if (quantity < 1) {
			throw new IllegalArgumentException("A modifier is taken at least once, not " + quantity + " times");
		}
	}

	Money total() {
		return this.price.times(this.quantity);
	}

}
