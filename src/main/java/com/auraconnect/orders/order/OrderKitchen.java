package com.auraconnect.orders.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What the kitchen does with orders: one method a use case, as in {@link OrderService}.
 * All of it may be repeated; what is so already changes nothing, not even the version.
 */
@Service
public class OrderKitchen {

	private final OrderUnitOfWork transactions;

	private final Acknowledgements acknowledgements;

	private final Clock clock;

	OrderKitchen(OrderUnitOfWork transactions, Acknowledgements acknowledgements, Clock clock) {
		this.transactions = transactions;
		this.acknowledgements = acknowledgements;
		this.clock = clock;
	}

	/**
	 * Starts with an order, or with the lines of one station.
	 * @param station whose lines, null for all
	 * @param needed how long it will take from now on, null to leave the estimate as it
	 * is. One station's never brings the order forward: the guest waits for the slowest
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws StationNotInvolved if the station has nothing to do with the order
	 * @throws IllegalOrderTransition if the order is neither confirmed nor being prepared
	 */
	public OrderDocument prepare(OrderCommandContext target, @Nullable String station, @Nullable Duration needed) {
		return change(target, (order, now) -> {
			order.prepare(station, target.by().actor(), now);
			if (needed != null) {
				estimate(order, now.plus(needed), station != null, now);
			}
		});
	}

	private static void estimate(Order order, Instant estimate, boolean isOfOneStation, Instant now) {
		var known = order.estimatedReadyTime();
		if (!isOfOneStation || known == null || estimate.isAfter(known)) {
			order.estimateReady(estimate, now);
		}
	}

	/**
	 * All of an order is done.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws IllegalOrderTransition if the order is neither being prepared nor ready
	 */
	public OrderDocument markReady(OrderCommandContext target) {
		return change(target, (order, now) -> {
			if (order.status() != OrderStatus.READY) {
				order.markReady(target.by().actor(), null, now);
			}
		});
	}

	/**
	 * A line of an order is done; with the last one, so is the order.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws NotInThisState if the line was taken off
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 */
	public OrderDocument bump(OrderCommandContext target, long itemId) {
		return change(target, (order, now) -> order.bump(itemId, target.by().actor(), now));
	}

	/**
	 * A line that was done is to be made again.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws ItemNotFound if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws NotInThisState if the line was taken off
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 */
	public OrderDocument recall(OrderCommandContext target, long itemId) {
		return change(target, (order, now) -> order.recall(itemId, target.by().actor(), now));
	}

	/**
	 * A display has shown an order. That is no change of the order; it is forgotten when
	 * the order ends, and not noted of one that has.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 */
	public OrderDocument acknowledge(OrderCommandContext target, String displayId) {
		return change(target, (order, now) -> {
			if (!order.status().isFinal()) {
				this.acknowledgements.note(order, displayId, now);
			}
		});
	}

	private OrderDocument change(OrderCommandContext target, BiConsumer<Order, Instant> change) {
		return this.transactions.change(target, (order) -> change.accept(order, this.clock.instant()));
	}

}
