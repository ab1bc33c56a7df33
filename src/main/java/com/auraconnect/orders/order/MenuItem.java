package com.auraconnect.orders.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Menu item as the menu service describes it.
 *
 * @param price of one unit, without modifiers
 * @param available whether it can be ordered now
 * @param station the kitchen station that makes it
 * @param taxCategory category that tax rules of the location can name
 * @param prepMinutes how long its preparation takes, null if unknown
 * @param modifiers all possible modifiers, by id
 */
public record MenuItem(long id, String name, Money price, boolean available, @Nullable String station,
		@Nullable String taxCategory, @Nullable Integer prepMinutes, Map<Long, Option> modifiers) {

	/** Possible modifier of an item. */
	public record Option(long id, String name, Money price) {
	}

	/** Replaces the price of the item, or of one modifier, by the quoted one. */
	MenuItem withPrice(Quote.Price quoted) {
		if (quoted.modifierId() == null) {
			return new MenuItem(this.id, this.name, quoted.price(), this.available, this.station, this.taxCategory,
					this.prepMinutes, this.modifiers);
		}
		var options = new HashMap<>(this.modifiers);
		options.computeIfPresent(quoted.modifierId(), (id, option) -> new Option(id, option.name(), quoted.price()));
		return new MenuItem(this.id, this.name, this.price, this.available, this.station, this.taxCategory,
				this.prepMinutes, options);
	}

	/** Returns the item as one that cannot be ordered. */
	MenuItem unavailable() {
		return new MenuItem(this.id, this.name, this.price, false, this.station, this.taxCategory, this.prepMinutes,
				this.modifiers);
	}

	/** Whether all prices have that minor unit. */
	public boolean isPricedIn(MinorUnit unit) {
		return this.price.unit() == unit
				&& this.modifiers.values().stream().allMatch((option) -> option.price().unit() == unit);
	}

	boolean hasAll(List<NewOrder.ModifierChoice> choices) {
		return choices.stream().allMatch((choice) -> this.modifiers.containsKey(choice.id()));
	}

	/** Returns the price of one unit with the modifiers, each of which must exist. */
	Money priceWith(List<NewOrder.ModifierChoice> choices) {
		return choices.stream()
			.map((choice) -> this.modifiers.get(choice.id()).price().times(choice.quantity()))
			.reduce(this.price, Money::plus);
	}

	/** Returns the chosen modifiers with the menu's names and prices; each must exist. */
	List<Modifier> modifiersFor(List<NewOrder.ModifierChoice> choices) {
		var chosen = new ArrayList<Modifier>(choices.size());
		for (var choice : choices) {
			var option = this.modifiers.get(choice.id());
			chosen.add(new Modifier(option.id(), option.name(), option.price(), choice.quantity()));
		}
		return List.copyOf(chosen);
	}

}
