package com.auraconnect.orders.adjustment;

import java.time.Clock;

import org.springframework.stereotype.Service;

import com.auraconnect.orders.order.OrderAdjustment;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderUnitOfWork;

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
	 * @throws com.auraconnect.orders.order.OrderNotFound if there is none that the caller
	 * may see
	 * @throws com.auraconnect.orders.order.UnknownItem if the order has no such line
	 * @throws com.auraconnect.orders.order.StaleOrderVersion if the order is past the
	 * version that the caller has seen
	 * @throws com.auraconnect.orders.order.InvalidOrderState if the order is cancelled or
	 * has too many adjustments
	 */
	OrderDocument adjust(OrderCommandContext target, OrderAdjustment.Wanted wanted) {
		return this.unitOfWork.change(target,
				(order) -> order.adjust(wanted, target.by().actor(), this.clock.instant()));
	}

	/**
	 * Takes an adjustment back.
	 * @throws com.auraconnect.orders.order.OrderNotFound if there is none that the caller
	 * may see
	 * @throws com.auraconnect.orders.order.AdjustmentNotFound if the order has no such
	 * adjustment
	 * @throws com.auraconnect.orders.order.StaleOrderVersion if the order is past the
	 * version that the caller has seen
	 * @throws com.auraconnect.orders.order.InvalidOrderState if the order is cancelled
	 */
	OrderDocument remove(OrderCommandContext target, long adjustmentId) {
		return this.unitOfWork.change(target, (order) -> order.removeAdjustment(adjustmentId, this.clock.instant()));
	}

}
