package com.auraconnect.orders.order;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

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

	/**
	 * Checks that the kitchen has some of the lines of the station, or of all stations if
	 * it is null.
	 * @throws InvalidOrderState if all of them are held
	 */
	void requireAnyFired(@Nullable String station) {
		if (of(station).allMatch(KitchenLines::isHeld)) {
			throw new InvalidOrderState("All items of the " + ((station != null) ? "station " + station : "order")
					+ " are held; fire their course first");
		}
	}

	/**
	 * Checks that no line is held.
	 * @throws InvalidOrderState if the order has held lines
	 */
	void requireNoneHeld() {
		var held = this.lines.stream()
			.filter(KitchenLines::isHeld)
			.map((line) -> "course " + line.courseNumber())
			.distinct()
			.sorted()
			.toList();
		if (!held.isEmpty()) {
			throw new InvalidOrderState("Items of " + String.join(", ", held)
					+ " are held; fire them or take them off before the order is ready");
		}
	}

	private Stream<OrderItem> of(@Nullable String station) {
		return this.lines.stream().filter((line) -> station == null || station.equals(line.station()));
	}

	private static boolean isHeld(OrderItem line) {
		return line.status() == ItemStatus.HELD;
	}

	/** Returns the lowest course of the lines. */
	int firstCourse() {
		return this.lines.stream().mapToInt(OrderItem::courseNumber).min().orElseThrow();
	}

	/** Whether the order has, or had, lines of that course. */
	boolean hasCourse(long course) {
		return Stream.concat(this.lines.stream(), this.voided.stream())
			.anyMatch((line) -> line.courseNumber() == course);
	}

	/** Holds the pending lines of the courses after that one. */
	List<ItemTransition> holdAfter(int course) {
		return this.lines.stream()
			.filter((line) -> line.courseNumber() > course && line.status() == ItemStatus.PENDING)
			.map((line) -> line.moveTo(ItemStatus.HELD))
			.toList();
	}

	/** Sends the held lines of a course to the kitchen. */
	List<ItemTransition> fire(long course) {
		return this.lines.stream()
			.filter((line) -> line.courseNumber() == course && isHeld(line))
			.map((line) -> line.moveTo(ItemStatus.PENDING))
			.toList();
	}

	/** Whether lines of that course are held. */
	boolean holds(long course) {
		return this.lines.stream().anyMatch((line) -> line.courseNumber() == course && isHeld(line));
	}

	/**
	 * Returns the lowest held course if the course before it is ready, or has no lines
	 * left.
	 */
	OptionalInt courseDue() {
		var next = this.lines.stream().filter(KitchenLines::isHeld).mapToInt(OrderItem::courseNumber).min();
		return next.stream().filter(this::isReadyBefore).findFirst();
	}

	private boolean isReadyBefore(int course) {
		var before = this.lines.stream().mapToInt(OrderItem::courseNumber).filter((other) -> other < course).max();
		return this.lines.stream()
			.filter((line) -> before.isPresent() && line.courseNumber() == before.getAsInt())
			.allMatch((line) -> line.status() == ItemStatus.READY);
	}

	/** Starts the pending lines of the station, or of all stations if it is null. */
	List<ItemTransition> start(@Nullable String station) {
		return of(station).filter((line) -> line.status() == ItemStatus.PENDING)
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
