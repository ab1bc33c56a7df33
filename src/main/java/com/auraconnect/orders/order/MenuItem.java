package com.auraconnect.orders.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * One item of the menu as the menu service describes it.
 *
 * @param price of one, without modifiers
 * @param available whether it can be ordered at all right now
 * @param station the kitchen station that makes it
 * @param taxCategory what the location's tax rules may be limited to
 * @param modifiers all that the item can have, by id
 */
public record MenuItem(long id, String name, Money price, boolean available, @Nullable String station,
		@Nullable String taxCategory, Map<Long, Option> modifiers) {

	/** A modifier that an item can have. */
	public record Option(long id, String name, Money price) {
	}

	/** The same item with that price instead of the menu's. */
	MenuItem at(Quote.Price promised) {
		if (promised.modifierId() == null) {
			return new MenuItem(this.id, this.name, promised.price(), this.available, this.station, this.taxCategory,
					this.modifiers);
		}
		var options = new HashMap<>(this.modifiers);
		options.computeIfPresent(promised.modifierId(),
				(id, option) -> new Option(id, option.name(), promised.price()));
		return new MenuItem(this.id, this.name, this.price, this.available, this.station, this.taxCategory, options);
	}

	boolean hasAll(List<NewOrder.ModifierChoice> choices) {
		return choices.stream().allMatch((choice) -> this.modifiers.containsKey(choice.id()));
	}

	/** What one costs with these modifiers, each of which must exist. */
	Money priceWith(List<NewOrder.ModifierChoice> choices) {
		return choices.stream()
			.map((choice) -> this.modifiers.get(choice.id()).price().times(choice.quantity()))
			.reduce(this.price, Money::plus);
	}

	/** The chosen modifiers at the menu's names and prices; each of them must exist. */
	List<Modifier> modifiersFor(List<NewOrder.ModifierChoice> choices) {
		var chosen = new ArrayList<Modifier>(choices.size());
		for (var choice : choices) {
			var option = this.modifiers.get(choice.id());
			chosen.add(new Modifier(option.id(), option.name(), option.price(), choice.quantity()));
		}
		return List.copyOf(chosen);
	}

}
