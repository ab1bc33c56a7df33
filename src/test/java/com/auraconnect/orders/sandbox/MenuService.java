package com.auraconnect.orders.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.type.TypeReference;
import org.jspecify.annotations.Nullable;

/**
 * The menu: items 10 to 40, the same in every location. A location whose currency has not
 * two decimals gets the same prices in its own: 12.99 are 1299 yen and 12.990 dinars. All
 * of them are on sale unless a test changes that; only the inventory knows that item 30
 * is out of stock.
 */
public final class MenuService implements PartnerService {

	private static final List<MenuItem> DEMO_MENU = readDemoMenu();

	private final Map<Long, MenuItem> items = new ConcurrentHashMap<>();

	private volatile Currencies currencies = (_, _) -> null;

	MenuService() {
		reset();
	}

	/** Restores the demo menu. */
	public void reset() {
		this.items.clear();
		DEMO_MENU.forEach(this::put);
	}

	/** Sets where the currencies of locations are known. */
	void priceIn(Currencies currencies) {
		this.currencies = currencies;
	}

	/** Adds an item, or replaces the one of the same id. */
	public void put(MenuItem item) {
		this.items.put(item.menuItemId(), item);
	}

	/**
	 * The item of that id.
	 * @throws IllegalArgumentException if there is none
	 */
	public MenuItem item(long menuItemId) {
		MenuItem item = this.items.get(menuItemId);
		if (item == null) {
			throw new IllegalArgumentException("no menu item " + menuItemId);
		}
		return item;
	}

	/** The whole menu, by id. */
	public List<MenuItem> items() {
		return this.items.values().stream().sorted(MenuItem.BY_ID).toList();
	}

	@Override
	public Reply answer(Call call) {
		if (!call.is("POST", "/validate")) {
			return Reply.notFound();
		}
		Map<Long, MenuItem> found = new LinkedHashMap<>();
		List<MenuError> errors = new ArrayList<>();
		Question question = call.bodyAs(Question.class);
		String currency = currency(call, question);
		for (Asked asked : question.items()) {
			MenuItem item = this.items.get(asked.menuItemId());
			if (item == null) {
				errors.add(MenuError.unknownItem(asked.menuItemId()));
				continue;
			}
			found.put(item.menuItemId(), (currency != null) ? item.in(currency) : item);
			asked.modifiers()
				.stream()
				.filter((id) -> !item.has(id))
				.map((id) -> MenuError.unknownModifier(item, id))
				.forEach(errors::add);
		}
		return Reply.of(200, new Answer(List.copyOf(found.values()), errors));
	}

	private @Nullable String currency(Call call, Question question) {
		return (call.tenant() != null) ? this.currencies.of(Long.parseLong(call.tenant()), question.locationId())
				: null;
	}

	private static List<MenuItem> readDemoMenu() {
		try (InputStream json = MenuService.class.getResourceAsStream("/sandbox/menu.json")) {
			return Json.MAPPER.readValue(Objects.requireNonNull(json), new TypeReference<>() {
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Currencies of the locations. */
	@FunctionalInterface
	interface Currencies {

		/** Returns the code of ISO 4217, null if the currency is not known. */
		@Nullable String of(long tenantId, long locationId);

	}

	record Question(long locationId, List<Asked> items) {

		Question {
			items = Objects.requireNonNullElse(items, List.of());
		}

	}

	record Asked(long menuItemId, @Nullable List<Long> modifiers) {

		@Override
		public List<Long> modifiers() {
			return Objects.requireNonNullElse(this.modifiers, List.of());
		}

	}

	record Answer(List<MenuItem> items, List<MenuError> errors) {
	}

	record MenuError(long menuItemId, String code, String message) {

		static MenuError unknownItem(long menuItemId) {
			return new MenuError(menuItemId, "unknown_item", "There is no item " + menuItemId + " on the menu");
		}

		static MenuError unknownModifier(MenuItem item, long modifier) {
			return new MenuError(item.menuItemId(), "unknown_modifier", item.name() + " has no modifier " + modifier);
		}

	}

}
