package com.auraconnect.orders.kitchen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.order.CourseNotFound;
import com.auraconnect.orders.order.IllegalOrderTransition;
import com.auraconnect.orders.order.InvalidOrderState;
import com.auraconnect.orders.order.ItemNotFound;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderNotFound;
import com.auraconnect.orders.order.OrderService;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderUnitOfWork;
import com.auraconnect.orders.order.StaleOrderVersion;
import com.auraconnect.orders.order.StationNotInvolved;

/**
 * Use cases of the kitchen, one method each, as in {@link OrderService}. All of them are
 * idempotent: a repetition changes nothing, not even the version.
 */
@Service
public class OrderKitchen {

	private final OrderUnitOfWork unitOfWork;

	private final Acknowledgements acknowledgements;

	private final Locations locations;

	private final Clock clock;

	OrderKitchen(OrderUnitOfWork unitOfWork, Acknowledgements acknowledgements, Locations locations, Clock clock) {
		this.locations = locations;
		this.unitOfWork = unitOfWork;
		this.acknowledgements = acknowledgements;
		this.clock = clock;
	}

	/**
	 * Starts the preparation of an order, or of the lines of one station.
	 * @param station the station whose lines start, null for all
	 * @param needed estimated time from now on, to which the extra time of a busy
	 * location is added; null to leave the estimate unchanged. The estimate of one
	 * station never makes the order's estimate earlier: the guest waits for the slowest
	 * station
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws StationNotInvolved if the station makes no line of the order
	 * @throws IllegalOrderTransition if the order is neither confirmed nor being prepared
	 * @throws InvalidOrderState if all those lines are held
	 */
	public OrderDocument prepare(OrderCommandContext target, @Nullable String station, @Nullable Duration needed) {
		return change(target, (order, now) -> {
			order.preparation().prepare(station, target.by().actor(), now);
			if (needed != null) {
				estimate(order, now.plus(needed).plus(extraTime(order, now)), station != null, now);
			}
		});
	}

	/** Returns the time by which the order's location takes longer now. */
	private Duration extraTime(Order order, Instant now) {
		return this.locations.getInTransaction(order.tenantId(), order.locationId()).availability().at(now).extraTime();
	}

	private static void estimate(Order order, Instant estimate, boolean isSingleStation, Instant now) {
		var known = order.estimatedReadyTime();
		if (!isSingleStation || known == null || estimate.isAfter(known)) {
			order.preparation().estimateReady(estimate, now);
		}
	}

	/**
	 * Marks an order and all its lines as ready, those recalled from a ready order too.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws IllegalOrderTransition if the order is neither being prepared nor ready
	 * @throws InvalidOrderState if lines are held
	 */
	public OrderDocument markReady(OrderCommandContext target) {
		return change(target, (order, now) -> {
			if (order.status() == OrderStatus.READY) {
				order.preparation().bumpRecalled(target.by().actor(), now);
			}
			else {
				order.preparation().markReady(target.by().actor(), null, now);
			}
		});
	}

	/**
	 * Bumps a line: marks it as ready. Bumping the last line makes the order ready.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the line was taken off or is held
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 */
	public OrderDocument bump(OrderCommandContext target, long itemId) {
		return change(target, (order, now) -> order.preparation().bump(itemId, target.by().actor(), now));
	}

	/**
	 * Recalls a bumped line, also of a ready order: it has to be made again.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the line was taken off, or the order was changed as
	 * often as it may be
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 */
	public OrderDocument recall(OrderCommandContext target, long itemId) {
		return change(target, (order, now) -> order.preparation().recall(itemId, target.by().actor(), now));
	}

	/**
	 * Fires a course: its held lines go to the kitchen.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws CourseNotFound if the order has no line of that course
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if no line of the course is held, or the order has ended
	 */
	public OrderDocument fireCourse(OrderCommandContext target, long course) {
		return change(target, (order, now) -> order.preparation().fireCourse(course, target.by().actor(), now));
	}

	/**
	 * Records that a display has shown a version of an order. The order does not change.
	 * The record is deleted when the order ends; for an ended order nothing is recorded.
	 * @param version the version shown, null for the current one
	 * @throws InvalidOrderState if the order has no such version yet, or too many other
	 * displays have shown it
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 */
	public OrderDocument acknowledge(OrderCommandContext target, String displayId, @Nullable Integer version) {
		return change(target, (order, now) -> {
			var shown = (version != null) ? version : order.version();
			order.preparation().requireVersionReached(shown);
			if (!order.status().isFinal()) {
				this.acknowledgements.store(order, displayId, shown, now);
			}
		});
	}

	private OrderDocument change(OrderCommandContext target, BiConsumer<Order, Instant> change) {
		return this.unitOfWork.change(target, (order) -> change.accept(order, this.clock.instant()));
	}

}
