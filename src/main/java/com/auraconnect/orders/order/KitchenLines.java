package com.auraconnect.orders.order;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderEvent.ItemStatusChanged;

/**
 * The lines of an order that are to be made. Each change answers with what it has
 * changed, which can be nothing.
 */
record KitchenLines(List<OrderItem> lines, List<OrderItem> takenOff) {

	static KitchenLines of(List<OrderItem> items) {
		return new KitchenLines(items.stream().filter(OrderItem::counts).toList(),
				items.stream().filter((item) -> !item.counts()).toList());
	}

	/**
	 * @throws ItemNotFound if the order never had such a line
	 * @throws NotInThisState if it was taken off
	 */
	OrderItem line(long itemId) {
		if (this.takenOff.stream().anyMatch((item) -> item.storedId() == itemId)) {
			throw new NotInThisState("Item " + itemId + " was taken off the order and is not made");
		}
		return this.lines.stream()
			.filter((item) -> item.storedId() == itemId)
			.findFirst()
			.orElseThrow(() -> new ItemNotFound(itemId));
	}

	/**
	 * @param station null for none in particular
	 * @throws StationNotInvolved if it makes no line
	 */
	void requireStation(@Nullable String station) {
		if (station != null && this.lines.stream().noneMatch((line) -> station.equals(line.station()))) {
			throw new StationNotInvolved(station);
		}
	}

	/** Begins with the lines of that station, or of all, that nobody has begun with. */
	List<ItemStatusChanged> start(@Nullable String station, String by) {
		return this.lines.stream()
			.filter((line) -> station == null || station.equals(line.station()))
			.filter((line) -> line.status() == ItemStatus.PENDING)
			.map((line) -> line.moveTo(ItemStatus.PREPARING, by))
			.toList();
	}

	/** Has every line done. */
	List<ItemStatusChanged> finish(String by) {
		return this.lines.stream()
			.filter((line) -> line.status() != ItemStatus.READY)
			.map((line) -> line.moveTo(ItemStatus.READY, by))
			.toList();
	}

	boolean isReady() {
		return this.lines.stream().allMatch((line) -> line.status() == ItemStatus.READY);
	}

}
