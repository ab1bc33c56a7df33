package com.auraconnect.orders.order;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderEvent.ItemTransition;

/**
 * Lines of an order as the kitchen sees them. Each command returns the transitions of the
 * lines that it changed, possibly none.
 */
record KitchenLines(List<OrderItem> lines, List<OrderItem> voided) {

	static KitchenLines of(List<OrderItem> items) {
		return new KitchenLines(items.stream().filter(OrderItem::isActive).toList(),
				items.stream().filter((item) -> !item.isActive()).toList());
	}

	/**
	 * Returns the line of that id.
	 * @throws ItemNotFound if the order never had such a line
	 * @throws InvalidOrderState if the line was taken off
	 */
	OrderItem line(long itemId) {
		if (this.voided.stream().anyMatch((item) -> item.storedId() == itemId)) {
			throw new InvalidOrderState("Item " + itemId + " was taken off the order and is not made");
		}
		return this.lines.stream()
			.filter((item) -> item.storedId() == itemId)
			.findFirst()
			.orElseThrow(() -> new ItemNotFound(itemId));
	}

	/**
	 * Checks that the station makes at least one line.
	 * @param station null for all stations
	 * @throws StationNotInvolved if the station makes no line
	 */
	void requireStation(@Nullable String station) {
		if (station != null && this.lines.stream().noneMatch((line) -> station.equals(line.station()))) {
			throw new StationNotInvolved(station);
		}
	}

	/** Starts the pending lines of the station, or of all stations if it is null. */
	List<ItemTransition> start(@Nullable String station) {
		return this.lines.stream()
			.filter((line) -> station == null || station.equals(line.station()))
			.filter((line) -> line.status() == ItemStatus.PENDING)
			.map((line) -> line.moveTo(ItemStatus.PREPARING))
			.toList();
	}

	/** Marks every line as ready. */
	List<ItemTransition> finish() {
		return this.lines.stream()
			.filter((line) -> line.status() != ItemStatus.READY)
			.map((line) -> line.moveTo(ItemStatus.READY))
			.toList();
	}

	boolean isAnyPreparing() {
		return this.lines.stream().anyMatch((line) -> line.status() == ItemStatus.PREPARING);
	}

	boolean isReady() {
		return this.lines.stream().allMatch((line) -> line.status() == ItemStatus.READY);
	}

}
