package com.auraconnect.orders.saga;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.order.OrderFulfilment;
import com.auraconnect.orders.order.OrderFulfilment.FulfilmentSnapshot;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.UnusablePartnerAnswer;
import com.auraconnect.orders.saga.Step.StepResult;

/** The stock of an order: held, given back, or used. */
@Component
class StockStep {

	static final String RESERVE = "reserve-stock";

	static final String RELEASE = "release-stock";

	static final String COMMIT = "commit-stock";

	private static final Logger log = LoggerFactory.getLogger(StockStep.class);

	private final OrderFulfilment fulfilment;

	private final Inventory inventory;

	StockStep(OrderFulfilment fulfilment, Inventory inventory) {
		this.fulfilment = fulfilment;
		this.inventory = inventory;
	}

	/**
	 * Holds the stock. An inventory service that does not answer holds nobody up: the
	 * order goes on, and asks again later.
	 */
	StepResult reserve(PlacementContext placing) {
		if (placing.stock() != null) {
			return StepResult.CONTINUE;
		}
		var order = placing.order();
		try {
			return switch (this.inventory.reserve(order.tenantId(), order.orderId(), order.itemsVersion(),
					order.needs())) {
				case Inventory.Answer.Reserved reserved -> {
					placing.stockIsHeld(reserved);
					yield StepResult.CONTINUE;
				}
				case Inventory.Answer.Unstorable(var reservationId, var fault) -> {
					this.inventory.release(order.tenantId(), order.orderId(), reservationId);
					yield goOnWithoutAnswer(placing, UnusablePartnerAnswer.compensated(Partner.INVENTORY, fault));
				}
				case Inventory.Answer.Short(var menuItemIds) -> {
					log.info("order {} is out of stock of menu items {}", order.orderId(), menuItemIds);
					yield goOnWithoutStock(order);
				}
			};
		}
		catch (PartnerUnavailable ex) {
			return goOnWithoutAnswer(placing, ex);
		}
	}

	private StepResult goOnWithoutAnswer(PlacementContext placing, PartnerUnavailable reason) {
		this.fulfilment.stockUncertain(placing.order());
		placing.postpone(new StepFailed(RESERVE, reason));
		return StepResult.CONTINUE;
	}

	/**
	 * Calls the order off. One that is being cooked already is still to be paid; and of
	 * one that is called off, a card that may have been asked for is asked for again, to
	 * learn what to void.
	 */
	private StepResult goOnWithoutStock(FulfilmentSnapshot order) {
		return this.fulfilment.outOfStock(order) ? StepResult.CONTINUE : StepResult.ABORT;
	}

	/** Undoes {@link #reserve}. */
	void release(FulfilmentSnapshot order) {
		if (order.reservationId() != null) {
			this.inventory.release(order.tenantId(), order.orderId(), order.reservationId());
			this.fulfilment.stockSettled(order);
		}
	}

	/** Uses what {@link #reserve} has held. */
	void commit(FulfilmentSnapshot order) {
		if (order.reservationId() != null) {
			this.inventory.commit(order.tenantId(), order.orderId(), order.reservationId());
			this.fulfilment.stockSettled(order);
		}
	}

}
