package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Lines of an order, and how they are edited. */
final class OrderLines {

	private final Order order;

	private final List<OrderItem> items = new ArrayList<>();

	OrderLines(Order order) {
		this.order = order;
	}

	/** Returns the lines in the order in which they were added. */
	List<OrderItem> all() {
		return List.copyOf(this.items);
	}

	/** Adds the lines as loaded. */
	void attach(List<OrderItem> loaded) {
		this.items.addAll(loaded);
	}

	/**
	 * Returns the line of that id.
	 * @throws ItemNotFound if there is no such line
	 */
	OrderItem get(long itemId) {
		return this.items.stream()
			.filter((item) -> item.storedId() == itemId)
			.findFirst()
			.orElseThrow(() -> new ItemNotFound(itemId));
	}

	/**
	 * Adds lines. They are pending, also while the kitchen makes the others, unless their
	 * course is held.
	 * @param menu contains all chosen items and modifiers
	 * @throws InvalidOrderState if the order is ready or has ended
	 */
	void add(List<NewOrder.Item> choices, Map<Long, MenuItem> menu, Instant now) {
		requireEditable();
		var stockBefore = this.order.stock().needs();
		var added = append(NewOrder.Item.in(this.order.unit(), choices), menu);
		added.forEach(this.order.preparation()::holdByCourse);
		// no other line can be due: it would have been sent before
		this.order.preparation().sendCourseDue();
		reprice(added, stockBefore, now);
	}

	List<OrderItem> append(List<NewOrder.Item> choices, Map<Long, MenuItem> menu) {
		var before = this.items.size();
		for (var choice : choices) {
			this.items.add(new OrderItem(this.order, this.items.size() + 1, menu.get(choice.menuItemId()), choice));
		}
		return List.copyOf(this.items.subList(before, this.items.size()));
	}

	/**
	 * Changes a line that the kitchen has not begun, whatever the others do.
	 * @param seen the content of the line that the change is based on
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the order is ready or has ended, or if the line was
	 * begun or taken off
	 * @throws ConcurrentChange if the line has changed since
	 */
	void change(long itemId, OrderItem.Content seen, ItemChange change, @Nullable List<Modifier> modifiers, String by,
			Instant now) {
		requireEditable();
		var item = get(itemId);
		if (!item.content().equals(seen)) {
			throw new ConcurrentChange();
		}
		if (!item.isActive()) {
			throw new InvalidOrderState("Item " + itemId + " was taken off the order and cannot be changed");
		}
		requireUntouched(item, "changed");
		var stockBefore = this.order.stock().needs();
		var course = item.courseNumber();
		item.change(change, modifiers);
		if (item.content().equals(seen)) {
			return;
		}
		if (item.courseNumber() != course) {
			this.order.preparation().holdByCourse(item);
		}
		var sent = this.order.preparation().sendCourseDue();
		reprice(List.of(item), stockBefore, now);
		this.order.preparation()
			.recordLineChanges(sent.stream().filter((moved) -> moved.item() != item).toList(), by, now);
	}

	/**
	 * Takes a line off the order that the kitchen has not begun. Does nothing for a line
	 * that is off already.
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the order is ready or has ended, or if the line was
	 * begun or is the last one
	 */
	void remove(long itemId, String by, Instant now) {
		requireEditable();
		var item = get(itemId);
		if (item.isActive()) {
			requireUntouched(item, "taken off");
			takeOff(item, new LineVoid(null, false, by, now), by, now);
		}
	}

	/**
	 * Voids a line, also one that the kitchen has begun or finished. Does nothing for a
	 * line that is off already.
	 * @param used whether the stock of the line is gone
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the order has ended, if the line is the last one, or
	 * if stock is said to be gone of a line that was not begun
	 */
	void voidLine(long itemId, String reason, boolean used, String by, Instant now) {
		this.order.requireNotEnded();
		var item = get(itemId);
		if (item.isActive()) {
			if (used && !item.isBegun()) {
				throw new InvalidOrderState("Item " + itemId + " was not begun, so its stock cannot be used up");
			}
			takeOff(item, new LineVoid(reason, used, by, now), by, now);
		}
	}

	private void takeOff(OrderItem item, LineVoid how, String by, Instant now) {
		if (this.items.stream().filter(OrderItem::isActive).count() == 1) {
			throw new InvalidOrderState("The last item cannot be taken off the order; cancel the order instead");
		}
		var stockBefore = this.order.stock().needs();
		item.takeOff(how);
		reprice(List.of(item), stockBefore, now);
		this.order.preparation().recordLineChanges(this.order.preparation().sendCourseDue(), by, now);
		if (this.order.status() == OrderStatus.PREPARING && KitchenLines.of(this.items).isReady()) {
			this.order.moveTo(OrderStatus.READY, by, null, now);
		}
	}

	/**
	 * Checks that lines can still be added or changed.
	 * @throws InvalidOrderState if the order is ready or has ended, or was changed as
	 * often as it may be
	 */
	void requireEditable() {
		if (this.order.status() == OrderStatus.READY || this.order.status().isFinal()) {
			throw new InvalidOrderState("The items of an order that is " + WireNames.of(this.order.status())
					+ " cannot be changed; they can until it is ready");
		}
		this.order.requireRoomForChange();
	}

	private static void requireUntouched(OrderItem item, String change) {
		if (item.isBegun()) {
			throw new InvalidOrderState("Item " + item.storedId() + " is " + WireNames.of(item.status())
					+ " and cannot be " + change + "; void it and add a new one");
		}
	}

	private void reprice(List<OrderItem> changed, List<Inventory.Need> stockBefore, Instant now) {
		var before = PriceSnapshot.of(this.order);
		this.order.touch(now);
		this.order.showToKitchen();
		if (!this.order.stock().needs().equals(stockBefore)) {
			this.order.stock().markNeedsChanged();
		}
		OrderPricing.price(this.order);
		this.order.updatePaymentStatus();
		this.order.tracking().record(before.changes(this.order, changed));
	}

}
