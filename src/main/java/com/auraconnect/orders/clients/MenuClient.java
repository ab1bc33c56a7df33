package com.auraconnect.orders.clients;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.order.MenuService;
import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;

/** HTTP client of the menu service. */
class MenuClient implements MenuService {

	private static final int LONGEST_NAME = 200;

	private static final int LONGEST_STATION = 50;

	private static final int LONGEST_TAX_CATEGORY = 50;

	/** Minutes of a week. */
	private static final int LONGEST_PREPARATION = 10_080;

	private final PartnerClient partner;

	MenuClient(PartnerClient partner) {
		this.partner = partner;
	}

	@Override
	public Map<Long, MenuItem> ask(long tenantId, long locationId, MinorUnit unit, List<NewOrder.Item> choices) {
		var items = choices.stream().map(Choice::of).toList();
		var call = PartnerCall.query("/validate", tenantId, new Validation(locationId, items));
		return this.partner.call(call, (answer) -> read(answer, unit));
	}

	private static Map<Long, MenuItem> read(PartnerAnswer answer, MinorUnit unit) {
		if (!answer.isSuccess()) {
			throw answer.unexpected();
		}
		return answer.as(Validated.class)
			.items(unit)
			.stream()
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

		Validated {
			ContractValidation.list("items", items);
		}

		/** Returns the items with prices in the currency of the location. */
		List<MenuItem> items(MinorUnit unit) {
			try {
				return IntStream.range(0, this.items.size())
					.mapToObj((i) -> this.items.get(i).toMenuItem("items[" + i + "].", unit))
					.toList();
			}
			catch (ContractValidation.Fault ex) {
				throw new UnusableAnswer(String.valueOf(ex.getMessage()), ex);
			}
		}

	}

	/** Lengths are those of the columns of {@code order_items}. */
	private record Item(@Nullable Long menuItemId, String name, Amount price, @Nullable Boolean available,
			@Nullable String station, @Nullable String taxCategory, @Nullable Integer prepMinutes,
			@Nullable List<Option> modifiers) {

		Item {
			ContractValidation.id("menu_item_id", menuItemId);
			ContractValidation.text("name", name, LONGEST_NAME);
			ContractValidation.required("price", price);
			ContractValidation.required("available", available);
			ContractValidation.optional("station", station, LONGEST_STATION);
			ContractValidation.optional("tax_category", taxCategory, LONGEST_TAX_CATEGORY);
			ContractValidation.optional("prep_minutes", prepMinutes, LONGEST_PREPARATION);
			if (modifiers != null) {
				ContractValidation.unique("modifiers", ContractValidation.list("modifiers", modifiers), Option::id);
			}
		}

		MenuItem toMenuItem(String path, MinorUnit unit) {
			var options = (this.modifiers != null) ? this.modifiers : List.<Option>of();
			return new MenuItem(this.menuItemId, this.name, ContractValidation.amount(path + "price", this.price, unit),
					this.available, this.station, this.taxCategory, this.prepMinutes,
					IntStream.range(0, options.size())
						.mapToObj((i) -> options.get(i).toMenuOption(path + "modifiers[" + i + "].", unit))
						.collect(Collectors.toMap(MenuItem.Option::id, Function.identity())));
		}

	}

	private record Option(@Nullable Long id, String name, Amount price) {

		Option {
			ContractValidation.id("id", id);
			ContractValidation.text("name", name, LONGEST_NAME);
			ContractValidation.required("price", price);
		}

		MenuItem.Option toMenuOption(String path, MinorUnit unit) {
			return new MenuItem.Option(this.id, this.name, ContractValidation.amount(path + "price", this.price, unit));
		}

	}

}
