package com.auraconnect.orders.order;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What callers can have changed about orders that are there: one method a use case, as in
 * {@link OrderService}.
 */
@Service
public class OrderEditing {

	private final Menu menu;

	private final Customers customers;

	private final OrderUnitOfWork transactions;

	private final OrderLimits limits;

	private final Clock clock;

	OrderEditing(Menu menu, Customers customers, OrderUnitOfWork transactions, OrderLimits limits, Clock clock) {
		this.menu = menu;
		this.customers = customers;
		this.transactions = transactions;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Changes what is said about an order.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws NotInThisState if it has ended
	 */
	public OrderDocument amend(OrderCommandContext target, OrderPatch patch) {
		return this.transactions.change(target, (order) -> {
			var customer = Optional.ofNullable(patch.customerId())
				.flatMap((id) -> id)
				.flatMap((id) -> this.customers.refer(order.tenantId(), id));
			order.amend(patch, customer.orElse(null), this.clock.instant());
		});
	}

	/**
	 * Puts more lines on an order. However many do that at once, all their lines are on
	 * it afterwards.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws MenuItemsUnavailable if something cannot be ordered
	 * @throws NotInThisState if the kitchen has begun with it, or it has too many lines
	 * @throws PartnerUnavailable if nobody knows the menu
	 */
	public OrderDocument addItems(OrderCommandContext target, List<NewOrder.Item> choices) {
		var locationId = this.transactions.view(target, Order::locationId);
		var menu = this.menu.lookUp(target.by().tenantId(), locationId, choices);
		MenuItemsUnavailable.check(choices, menu.items());
		return this.transactions.change(target, (order) -> {
			requireRoom(order, choices.size());
			order.addItems(choices, menu.items(), this.clock.instant());
			if (menu.isWithoutMenu()) {
				order.degradedBy(Partner.MENU, this.clock.instant());
			}
		});
	}

	private void requireRoom(Order order, int lines) {
		var left = Math.max(0, this.limits.lines() - order.items().size());
		if (lines > left) {
			throw new NotInThisState("An order has at most %d lines, those taken off included: %d more can be added"
				.formatted(this.limits.lines(), left));
		}
	}

	/**
	 * Changes a line. Of two who change the same line at the same moment, one is told so.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws ConcurrentChange if somebody else was faster
	 * @throws MenuItemsUnavailable if the line cannot have those modifiers
	 * @throws NotInThisState if the kitchen has begun with it, or the line was taken off
	 * @throws PartnerUnavailable if modifiers change and nobody knows the menu
	 */
	public OrderDocument changeItem(OrderCommandContext target, long itemId, ItemChange change) {
		var seen = this.transactions.view(target, (order) -> Seen.of(order, itemId));
		var modifiers = (change.modifiers() != null) ? modifiers(target, seen, change.modifiers()) : null;
		return this.transactions.change(target,
				(order) -> order.changeItem(itemId, seen.content(), change, modifiers, this.clock.instant()));
	}

	private record Seen(long locationId, long menuItemId, OrderItem.Content content) {

		static Seen of(Order order, long itemId) {
			var item = order.item(itemId);
			return new Seen(order.locationId(), item.menuItemId(), item.content());
		}

	}

	private @Nullable List<Modifier> modifiers(OrderCommandContext target, Seen seen, List<NewOrder.ModifierChoice> choices) {
		var item = new NewOrder.Item(seen.menuItemId(), seen.content().quantity(), choices, List.of(), null, null);
		var menu = this.menu.lookUp(target.by().tenantId(), seen.locationId(), List.of(item)).items();
		MenuItemsUnavailable.checkModifiers(item, menu);
		return menu.get(seen.menuItemId()).modifiersFor(choices);
	}

	/**
	 * Takes a line off an order.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws NotInThisState if the kitchen has begun with it, or it is the last line
	 */
	public OrderDocument voidItem(OrderCommandContext target, long itemId) {
		return this.transactions.change(target, (order) -> order.voidItem(itemId, this.clock.instant()));
	}

}
