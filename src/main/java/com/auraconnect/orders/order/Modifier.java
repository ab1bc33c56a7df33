package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/**
 * What a guest chose for one item, at the menu's price.
 *
 * @param id the menu's id of the modifier
 * @param name as the menu called it at the time of the sale
 * @param price of one, for one item
 * @param quantity how many for each item
 */
public record Modifier(long id, String name, Money price, int quantity) {
}
