package com.auraconnect.orders.pricing;

/**
 * What a modifier adds to one unit of its line.
 *
 * @param price for the modifier taken once; negative when leaving something out makes the
 * dish cheaper
 * @param quantity how many times one unit carries it, at least 1
 */
public record ModifierPrice(Money price, int quantity) {

	/**
	 * Guards the quantity.
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
