package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/**
 * Chosen modifier of a line, at the menu's price.
 *
 * @param id the menu's id of the modifier
 * @param name the menu's name at the time of the order
 * @param price of one, for one unit of the line
 * @param quantity how many per unit of the line
 */
public record Modifier(long id, String name, Money price, int quantity) {
}
