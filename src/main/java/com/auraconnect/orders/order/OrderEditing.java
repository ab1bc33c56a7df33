package com.auraconnect.orders.order;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.pricing.MinorUnit;

/** Use cases that edit existing orders, one method each, as in {@link OrderService}. */
@Service
public class OrderEditing {

	/** Attempts at a move; each but the last was overtaken by another move. */
	private static final int MOVES = 3;

	private final Menu menu;

	private final Locations locations;

	private final Inventory inventory;

	private final Customers customers;

	private final Checks checks;

	private final OrderUnitOfWork unitOfWork;

	private final OrderLimits limits;

	private final Clock clock;

	OrderEditing(Menu menu, Inventory inventory, Locations locations, Customers customers, Checks checks,
			OrderUnitOfWork unitOfWork, OrderLimits limits, Clock clock) {
		this.menu = menu;
		this.inventory = inventory;
		this.locations = locations;
		this.customers = customers;
		this.checks = checks;
		this.unitOfWork = unitOfWork;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Changes the descriptive fields of an order.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the order has ended, or if its due time changes after
	 * it was fired
	 * @throws InvalidOrderFields if orders of its type cannot have that fulfilment
	 * @throws InvalidSchedule if the order cannot be due at that time
	 * @throws CheckNotFound if the order is to move to a check that its location has not
	 * @throws InvalidCheckState if that check is closed or full, or the one that the
	 * order is on is closed
	 */
	public OrderDocument amend(OrderCommandContext target, OrderPatch patch) {
		return (patch.checkId() == null) ? this.unitOfWork.change(target, (order) -> amend(order, target, patch))
				: moveAndAmend(target, patch, patch.checkId().orElse(null), MOVES);
	}

	/**
	 * Moves the order to another check. Its checks are locked before the order; if it has
	 * been moved meanwhile, the checks to lock are others.
	 * @param attempts how often this may be tried, at least once
	 */
	private OrderDocument moveAndAmend(OrderCommandContext target, OrderPatch patch, @Nullable Long checkId,
			int attempts) {
		try {
			return this.unitOfWork.change(target,
					() -> this.checks.lockForMove(target.by().tenantId(), target.orderId(), checkId),
					(order, locked) -> {
						locked.requireMovable(order);
						amend(order, target, patch);
					});
		}
		catch (ConcurrentChange ex) {
			if (attempts == 1) {
				throw ex;
			}
			return moveAndAmend(target, patch, checkId, attempts - 1);
		}
	}

	private void amend(Order order, OrderCommandContext target, OrderPatch patch) {
		var customer = Optional.ofNullable(patch.customerId())
			.flatMap((id) -> id)
			.flatMap((id) -> this.customers.ensureExists(order.tenantId(), id));
		order.amendments().apply(patch, customer.orElse(null), this.clock.instant());
		if (patch.scheduledFor() != null) {
			order.preparation()
				.reschedule(patch.scheduledFor().orElse(null), locationOf(order), target.by().actor(),
						this.clock.instant());
		}
	}

	/**
	 * Adds lines to an order, until it is ready. Concurrent calls are serialized; no line
	 * is lost. The stock reservation follows in the background, as after every edit.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidAmounts if discounts have amounts that the currency does not have
	 * @throws MenuItemsUnavailable if an item or modifier cannot be ordered
	 * @throws InsufficientInventory if the stock of an item does not suffice
	 * @throws InvalidOrderState if the order is ready or has ended, or would have too
	 * many lines
	 * @throws PartnerUnavailable if neither the menu service nor the cache has the menu
	 */
	public OrderDocument addItems(OrderCommandContext target, List<NewOrder.Item> choices) {
		var edited = this.unitOfWork.view(target, (order) -> {
			target.ifVersion().require(order.version());
			order.lines().requireEditable();
			NewOrder.Item.in(order.unit(), choices);
			return new EditedOrder(order.locationId(), order.unit());
		});
		var locationId = edited.locationId();
		var menu = this.menu.lookUp(target.by().tenantId(), locationId, edited.unit(), choices);
		var location = this.locations.get(target.by().tenantId(), locationId);
		MenuItemsUnavailable.check(choices, location.withoutUnavailableItems(menu.items(), this.clock.instant()));
		var isStockChecked = isStockChecked(target, locationId, Inventory.Need
			.summed(choices.stream().map((item) -> new Inventory.Need(item.menuItemId(), item.quantity()))));
		return this.unitOfWork.change(target, (order) -> {
			requireFreeLines(order, choices.size());
			order.lines().add(choices, menu.items(), this.clock.instant());
			planAgain(order);
			if (menu.isDegraded()) {
				order.markDegraded(Partner.MENU, this.clock.instant());
			}
			if (!isStockChecked) {
				order.markDegraded(Partner.INVENTORY, this.clock.instant());
			}
		});
	}

	private record EditedOrder(long locationId, MinorUnit unit) {
	}

	/**
	 * Checks the stock of an edit. Without an answer the edit is made all the same, and
	 * the order is degraded.
	 */
	private boolean isStockChecked(OrderCommandContext target, long locationId, List<Inventory.Need> needs) {
		try {
			var shortages = this.inventory.shortages(target.by().tenantId(), locationId, needs);
			if (!shortages.isEmpty()) {
				throw new InsufficientInventory(shortages);
			}
			return true;
		}
		catch (PartnerUnavailable ex) {
			return false;
		}
	}

	private void requireFreeLines(Order order, int lines) {
		var left = Math.max(0, this.limits.lines() - order.items().size());
		if (lines > left) {
			throw new InvalidOrderState("An order has at most %d lines, those taken off included: %d more can be added"
				.formatted(this.limits.lines(), left));
		}
	}

	/**
	 * Changes a line that the kitchen has not begun. Of two concurrent changes of the
	 * same line, one is rejected.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws ConcurrentChange if another transaction changed the line first
	 * @throws MenuItemsUnavailable if the line cannot have those modifiers
	 * @throws InsufficientInventory if the stock does not suffice for a larger quantity
	 * @throws InvalidOrderState if the order is ready or has ended, or the line was begun
	 * or taken off
	 * @throws PartnerUnavailable if modifiers change and neither the menu service nor the
	 * cache has the menu
	 */
	public OrderDocument changeItem(OrderCommandContext target, long itemId, ItemChange change) {
		var seen = this.unitOfWork.view(target, (order) -> {
			target.ifVersion().require(order.version());
			order.lines().requireEditable();
			return ItemSnapshot.of(order, itemId);
		});
		var modifiers = (change.modifiers() != null) ? modifiers(target, seen, change.modifiers()) : null;
		var more = (change.quantity() != null) ? change.quantity() - seen.content().quantity() : 0;
		var isStockChecked = more <= 0
				|| isStockChecked(target, seen.locationId(), List.of(new Inventory.Need(seen.menuItemId(), more)));
		return this.unitOfWork.change(target, (order) -> {
			order.lines().change(itemId, seen.content(), change, modifiers, target.by().actor(), this.clock.instant());
			if (!isStockChecked) {
				order.markDegraded(Partner.INVENTORY, this.clock.instant());
			}
		});
	}

	private record ItemSnapshot(long locationId, MinorUnit unit, long menuItemId, OrderItem.Content content) {

		static ItemSnapshot of(Order order, long itemId) {
			var item = order.lines().get(itemId);
			return new ItemSnapshot(order.locationId(), order.unit(), item.menuItemId(), item.content());
		}

	}

	private @Nullable List<Modifier> modifiers(OrderCommandContext target, ItemSnapshot seen,
			List<NewOrder.ModifierChoice> choices) {
		var item = new NewOrder.Item(seen.menuItemId(), seen.content().quantity(), choices, List.of(), null, null);
		var menu = this.menu.lookUp(target.by().tenantId(), seen.locationId(), seen.unit(), List.of(item)).items();
		MenuItemsUnavailable.checkModifiers(item, menu);
		return menu.get(seen.menuItemId()).modifiersFor(choices);
	}

	/**
	 * Takes a line off an order that the kitchen has not begun.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the order is ready or has ended, or the line was begun
	 * or is the last one
	 */
	public OrderDocument removeItem(OrderCommandContext target, long itemId) {
		return this.unitOfWork.change(target, (order) -> {
			order.lines().remove(itemId, target.by().actor(), this.clock.instant());
			planAgain(order);
		});
	}

	/**
	 * Voids a line, also one that the kitchen has begun or finished.
	 * @param used whether the stock of the line is gone
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the order has ended, if the line is the last one, or
	 * if stock is said to be gone of a line that was not begun
	 */
	public OrderDocument voidItem(OrderCommandContext target, long itemId, String reason, boolean used) {
		return this.unitOfWork.change(target, (order) -> {
			order.lines().voidLine(itemId, reason, used, target.by().actor(), this.clock.instant());
			planAgain(order);
		});
	}

	/** The lines decide how long before its due time an order is fired. */
	private void planAgain(Order order) {
		if (order.preparation().isWaitingToBeFired()) {
			order.preparation().planAgain(locationOf(order), this.clock.instant());
		}
	}

	private Location locationOf(Order order) {
		return this.locations.getInTransaction(order.tenantId(), order.locationId());
	}

}
