package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderEvent.Fired;
import com.auraconnect.orders.order.OrderEvent.ItemStatusChanged;
import com.auraconnect.orders.order.OrderEvent.ItemTransition;
import com.auraconnect.orders.order.OrderEvent.Updated;

/**
 * Preparation of an order in the kitchen: when it is fired, course by course, and which
 * of its lines are begun and ready.
 */
public final class OrderPreparation {

	private final Order order;

	OrderPreparation(Order order) {
		this.order = order;
	}

	/**
	 * Fires a course: its held lines go to the kitchen.
	 * @throws CourseNotFound if the order never had a line of that course
	 * @throws InvalidOrderState if no line of the course is held, or the order has ended
	 */
	public void fireCourse(long course, String by, Instant now) {
		if (!lines().hasCourse(course)) {
			throw new CourseNotFound(course);
		}
		this.order.requireNotEnded();
		if (!lines().holds(course)) {
			throw new InvalidOrderState("Course " + course + " has no held items");
		}
		recordLineChanges(sendCourse((int) course), by, now);
	}

	/** Holds the lines after the first course of an order that is being confirmed. */
	void holdLaterCourses(Courses courses, String by, Instant now) {
		var progress = new CourseProgress(courses, lines().firstCourse());
		this.order.update(progress);
		recordLineChanges(lines().holdAfter(progress.firedCourse()), by, now);
	}

	private List<ItemTransition> sendCourse(int course) {
		this.order.update(Objects.requireNonNull(this.order.courseProgress()).fired(course));
		this.order.showToKitchen();
		return lines().fire(course);
	}

	/**
	 * Sends the next course of an order whose courses are automatic to the kitchen, if
	 * the course before it is ready or has no lines left. Returns the lines that moved.
	 */
	List<ItemTransition> sendCourseDue() {
		if (this.order.courseProgress() == null || !this.order.courseProgress().isAutomatic()) {
			return List.of();
		}
		var due = lines().courseDue();
		return due.isPresent() ? sendCourse(due.getAsInt()) : List.of();
	}

	/**
	 * Sets whether a line that the kitchen has not begun is held. It is if its course
	 * comes after the newest fired one, or if other lines of its course are held.
	 */
	void holdByCourse(OrderItem line) {
		if (this.order.courseProgress() != null) {
			var others = KitchenLines.of(this.order.items().stream().filter((other) -> other != line).toList());
			line.moveTo((line.courseNumber() > this.order.courseProgress().firedCourse()
					|| others.holds(line.courseNumber())) ? ItemStatus.HELD : ItemStatus.PENDING);
		}
	}

	/**
	 * Fires the order: it goes to the kitchen. Does nothing for an order that is not
	 * confirmed, not due or in the kitchen already.
	 * @return whether this has fired the order
	 */
	public boolean fireIfDue(String by, Instant now) {
		if (this.order.status() != OrderStatus.CONFIRMED || !this.order.schedule().isDue(now)) {
			return false;
		}
		fire(by, now);
		return true;
	}

	private void fire(String by, Instant now) {
		this.order.touch(now);
		this.order.update(this.order.schedule().fired(now));
		this.order.tracking().record(new Fired(by));
	}

	/**
	 * Moves the due time.
	 * @param wanted null for as soon as possible
	 * @throws InvalidOrderState if the order is in the kitchen already or has ended, or
	 * was changed as often as it may be
	 * @throws InvalidSchedule if the location takes no orders for that time
	 */
	void reschedule(@Nullable Instant wanted, Location location, String by, Instant now) {
		if (Objects.equals(wanted, this.order.schedule().scheduledFor())) {
			return;
		}
		if (this.order.status() != OrderStatus.PENDING && !isWaitingToBeFired()) {
			throw new InvalidOrderState("The order has been fired; its scheduled_for cannot be changed");
		}
		this.order.requireRoomForChange();
		location.requireSchedulable(wanted, null, now);
		this.order.touch(now);
		var before = this.order.schedule();
		this.order.update((wanted != null) ? Schedule.of(wanted, location, this.order.items()) : null);
		this.order.tracking()
			.record(new Updated(before.fireAt() != null || wanted != null ? Set.of("scheduled_for", "fire_at")
					: Set.of("scheduled_for")));
		if (wanted == null && this.order.status() == OrderStatus.CONFIRMED) {
			fire(by, now);
		}
	}

	/**
	 * Plans an order that waits to be fired again, after a change of its lines or its
	 * location. An order that was changed as often as it may be follows its location no
	 * longer.
	 */
	public void planAgain(Location location, Instant now) {
		var planned = isWaitingToBeFired() ? this.order.schedule().again(location, this.order.items())
				: this.order.schedule();
		if (!planned.equals(this.order.schedule()) && this.order.hasRoomForChange()) {
			this.order.touch(now);
			this.order.update(planned);
			this.order.tracking().record(new Updated(Set.of("fire_at")));
		}
	}

	/** Whether the order still has to be fired at a time of its own. */
	public boolean isWaitingToBeFired() {
		return this.order.schedule().isWaiting() && !this.order.status().isFinal();
	}

	/**
	 * Returns the longest preparation time of its lines in minutes, null if none has one.
	 */
	public @Nullable Integer longestPreparation() {
		return Schedule.longestPreparation(this.order.items());
	}

	/**
	 * Starts the preparation of all lines that are not held.
	 * @throws InvalidOrderState if all lines are held
	 */
	void startPreparing(String by, @Nullable String reason, Instant now) {
		OrderStateMachine.check(this.order.status(), OrderStatus.PREPARING);
		lines().requireAnyFired(null);
		this.order.moveTo(OrderStatus.PREPARING, by, reason, now);
		fireIfWaiting(by, now);
		recordLineChanges(lines().start(null), by, now);
	}

	/**
	 * Starts the preparation of the pending lines of a station, or of all. Does nothing
	 * for lines that are started already.
	 * @param station the station whose lines start, null for all
	 * @throws StationNotInvolved if the station makes no line of the order
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 * @throws InvalidOrderState if all those lines are held
	 */
	public void prepare(@Nullable String station, String by, Instant now) {
		lines().requireStation(station);
		if (this.order.status() != OrderStatus.PREPARING) {
			OrderStateMachine.check(this.order.status(), OrderStatus.PREPARING);
		}
		lines().requireAnyFired(station);
		beginPreparing(by, now);
		recordLineChanges(lines().start(station), by, now);
	}

	/**
	 * Marks a line as ready; the last line makes the order ready. Moves a confirmed order
	 * to {@code preparing} first. Does nothing for a line that is ready already.
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the line was taken off or is held
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 */
	public void bump(long itemId, String by, Instant now) {
		var line = lines().line(itemId);
		if (line.status() == ItemStatus.READY && this.order.status() != OrderStatus.CANCELLED) {
			return;
		}
		if (line.status() == ItemStatus.HELD && !this.order.status().isFinal()) {
			throw new InvalidOrderState("Item " + itemId + " is held; fire its course first");
		}
		if (this.order.status() != OrderStatus.READY) {
			beginPreparing(by, now);
		}
		recordLineChanges(List.of(line.moveTo(ItemStatus.READY)), by, now);
		recordLineChanges(sendCourseDue(), by, now);
		if (this.order.status() != OrderStatus.READY && lines().isReady()) {
			this.order.moveTo(OrderStatus.READY, by, null, now);
		}
	}

	/**
	 * Sets a ready line back to {@code preparing}: it has to be made again. A ready order
	 * stays ready, and is not completed before the line is bumped. Does nothing for a
	 * line that is not ready.
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the line was taken off, or the order was changed as
	 * often as it may be
	 * @throws IllegalOrderTransition if the order is neither in the kitchen nor ready
	 */
	public void recall(long itemId, String by, Instant now) {
		var line = lines().line(itemId);
		if (this.order.status() != OrderStatus.PREPARING && this.order.status() != OrderStatus.READY) {
			OrderStateMachine.check(this.order.status(), OrderStatus.PREPARING);
		}
		if (line.status() == ItemStatus.READY) {
			this.order.requireRoomForChange();
			recordLineChanges(List.of(line.moveTo(ItemStatus.PREPARING)), by, now);
		}
	}

	/** Whether the order is ready, but a line of it was recalled and is made again. */
	public boolean isRecalled() {
		return this.order.status() == OrderStatus.READY && lines().isAnyPreparing();
	}

	/** Bumps the recalled lines of a ready order. Does nothing for any other order. */
	public void bumpRecalled(String by, Instant now) {
		if (!isRecalled()) {
			return;
		}
		recordLineChanges(lines().finish(), by, now);
	}

	private void beginPreparing(String by, Instant now) {
		if (this.order.status() != OrderStatus.PREPARING) {
			this.order.moveTo(OrderStatus.PREPARING, by, null, now);
			fireIfWaiting(by, now);
		}
	}

	/** Fires an order that the kitchen begins before its time. */
	private void fireIfWaiting(String by, Instant now) {
		if (isWaitingToBeFired()) {
			fire(by, now);
		}
	}

	/**
	 * Sets the estimated ready time; null clears it.
	 * @throws InvalidOrderState if the order was changed as often as it may be, unless
	 * the estimate comes with another change
	 */
	public void estimateReady(@Nullable Instant estimate, Instant now) {
		if (!Objects.equals(estimate, this.order.estimatedReadyTime())) {
			this.order.requireRoomForChange();
			this.order.touch(now);
			this.order.updateEstimate(estimate);
			this.order.tracking().record(new Updated(Set.of("estimated_ready_time")));
		}
	}

	/**
	 * Returns since when the order has been in the kitchen's queue: its firing if that
	 * was at a time of its own, else its creation.
	 */
	public Instant queuedAt() {
		var fired = this.order.schedule().firedAt();
		return (this.order.schedule().fireAt() != null && fired != null) ? fired : this.order.createdAt();
	}

	/**
	 * Checks that the order has had that version.
	 * @throws InvalidOrderState if it has not
	 */
	public void requireVersionReached(int version) {
		if (version > this.order.version()) {
			throw new InvalidOrderState(
					"The order is at version " + this.order.version() + "; it has no version " + version + " yet");
		}
	}

	/**
	 * Marks the order and all its lines as ready.
	 * @throws InvalidOrderState if lines are held
	 */
	public void markReady(String by, @Nullable String reason, Instant now) {
		OrderStateMachine.check(this.order.status(), OrderStatus.READY);
		lines().requireNoneHeld();
		this.order.moveTo(OrderStatus.READY, by, reason, now);
		finish(by, now);
	}

	/** Makes all fired lines ready, as the order moves on as a whole. */
	void finish(String by, Instant now) {
		recordLineChanges(lines().finish(), by, now);
	}

	private KitchenLines lines() {
		return KitchenLines.of(this.order.items());
	}

	void recordLineChanges(List<ItemTransition> transitions, String by, Instant now) {
		if (!transitions.isEmpty()) {
			this.order.touch(now);
			this.order.tracking().record(new ItemStatusChanged(transitions, by));
		}
	}

}
