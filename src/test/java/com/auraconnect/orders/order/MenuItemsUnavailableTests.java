package com.auraconnect.orders.order;

import java.util.List;
import java.util.Map;

import com.auraconnect.orders.pricing.Money;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class MenuItemsUnavailableTests {

	private static final MenuItem BURGER = new MenuItem(10, "Burger", Money.of("12.99"), true, null, null, null,
			Map.of(101L, new MenuItem.Option(101, "Extra Cheese", Money.of("1.50")), 102L,
					new MenuItem.Option(102, "No Fries", Money.of("-2.00"))));

	@Test
	void aModifierWithNegativePriceIsLimitedToOne() {
		assertThatNoException().isThrownBy(() -> check(new NewOrder.ModifierChoice(101, 99)));
		assertThatNoException().isThrownBy(() -> check(new NewOrder.ModifierChoice(102, 1)));
		assertThatExceptionOfType(MenuItemsUnavailable.class)
			.isThrownBy(() -> check(new NewOrder.ModifierChoice(101, 1), new NewOrder.ModifierChoice(102, 2)))
			.satisfies((ex) -> assertThat(ex.faults()).containsExactly(new MenuItemsUnavailable.Fault(
					"items[0].modifiers[1].quantity", "can be 1 at most: No Fries makes Burger cheaper")));
	}

	@Test
	void anUnavailableItemIsRefusedUnlessItIsSold() {
		var choices = List.of(new NewOrder.Item(10, 1, List.of(), List.of(), null, null));
		var menu = Map.of(10L, BURGER.unavailable());

		assertThatExceptionOfType(MenuItemsUnavailable.class)
			.isThrownBy(() -> MenuItemsUnavailable.check(choices, menu))
			.satisfies((ex) -> assertThat(ex.faults()).containsExactly(
					new MenuItemsUnavailable.Fault("items[0].menu_item_id", "Burger is not available now")));
		assertThatNoException().isThrownBy(() -> MenuItemsUnavailable.checkSold(choices, menu));
		assertThatExceptionOfType(MenuItemsUnavailable.class)
			.isThrownBy(() -> MenuItemsUnavailable.checkSold(choices, Map.of()));
	}

	private static void check(NewOrder.ModifierChoice... modifiers) {
		MenuItemsUnavailable.check(List.of(new NewOrder.Item(10, 1, List.of(modifiers), List.of(), null, null)),
				Map.of(10L, BURGER));
	}

}
