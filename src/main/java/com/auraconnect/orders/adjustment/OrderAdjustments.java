package com.auraconnect.orders.adjustment;

import java.time.Clock;

import org.springframework.stereotype.Service;

import com.auraconnect.orders.order.AdjustmentNotFound;
import com.auraconnect.orders.order.InvalidOrderState;
import com.auraconnect.orders.order.NewAdjustment;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderNotFound;
import com.auraconnect.orders.order.OrderTooExpensive;
import com.auraconnect.orders.order.OrderUnitOfWork;
import com.auraconnect.orders.order.StaleOrderVersion;
import com.auraconnect.orders.order.UnknownItem;

/** Use cases that adjust what an order costs after the sale. */
@Service
class OrderAdjustments {

	private final OrderUnitOfWork unitOfWork;

	private final Clock clock;

	OrderAdjustments(OrderUnitOfWork unitOfWork, Clock clock) {
		this.unitOfWork = unitOfWork;
		this.clock = clock;
	}

	/**
	 * Adjusts an order, unless it is cancelled. What was paid already stays as it is; the
	 * balance says what is open or owed to the guest.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws UnknownItem if the order has no such line
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the order is cancelled, has too many adjustments, or
	 * if a line with its modifiers would cost less than nothing
	 * @throws OrderTooExpensive if a sum is larger than can be stored
	 */
	OrderDocument adjust(OrderCommandContext target, NewAdjustment wanted) {
		return this.unitOfWork.change(target,
				(order) -> order.money().adjust(wanted, target.by().actor(), this.clock.instant()));
	}

	/**
	 * Takes an adjustment back.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws AdjustmentNotFound if the order has no such adjustment
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the order is cancelled, or if a line with its
	 * modifiers would cost less than nothing
	 */
	OrderDocument remove(OrderCommandContext target, long adjustmentId) {
		return this.unitOfWork.change(target,
				(order) -> order.money().removeAdjustment(adjustmentId, this.clock.instant()));
	}

}
