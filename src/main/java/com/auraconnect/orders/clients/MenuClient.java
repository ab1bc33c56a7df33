package com.auraconnect.orders.clients;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.order.MenuService;
import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.pricing.Money;

/** The menu service. */
class MenuClient implements MenuService {

	private final PartnerClient partner;

	MenuClient(PartnerClient partner) {
		this.partner = partner;
	}

	@Override
	public Map<Long, MenuItem> ask(long tenantId, long locationId, List<NewOrder.Item> choices) {
		var items = choices.stream().map(Choice::of).toList();
		var call = PartnerCall.query("/validate", tenantId, new Validation(locationId, items));
		return this.partner.call(call, MenuClient::read);
	}

	private static Map<Long, MenuItem> read(PartnerAnswer answer) {
		if (!answer.isSuccess()) {
			throw answer.unexpected();
		}
		return answer.as(Validated.class)
			.items()
			.stream()
			.map(Item::toMenuItem)
			.collect(Collectors.toMap(MenuItem::id, Function.identity(), (first, _) -> first));
	}

	private record Validation(long locationId, List<Choice> items) {
	}

	private record Choice(long menuItemId, List<Long> modifiers) {

		static Choice of(NewOrder.Item item) {
			return new Choice(item.menuItemId(), item.modifiers().stream().map(NewOrder.ModifierChoice::id).toList());
		}

	}

	private record Validated(List<Item> items) {
	}

	private record Item(long menuItemId, String name, Money price, boolean available, @Nullable String station,
			@Nullable String taxCategory, @Nullable List<MenuItem.Option> modifiers) {

		MenuItem toMenuItem() {
			var options = (this.modifiers != null) ? this.modifiers : List.<MenuItem.Option>of();
			return new MenuItem(this.menuItemId, this.name, this.price, this.available, this.station, this.taxCategory,
					options.stream().collect(Collectors.toMap(MenuItem.Option::id, Function.identity())));
		}

	}

}
