package com.auraconnect.orders.saga;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.order.SagaResults;
import com.auraconnect.orders.order.SagaResults.FulfilmentSnapshot;
import com.auraconnect.orders.order.SagaResults.StockRule;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.UnusablePartnerAnswer;
import com.auraconnect.orders.saga.Step.StepResult;

/** Reserves, changes, releases and commits the stock of an order. */
@Component
class StockActions {

	static final String RESERVE = "reserve-stock";

	static final String CHANGE = "change-stock";

	static final String RELEASE = "release-stock";

	static final String COMMIT = "commit-stock";

	private static final Logger log = LoggerFactory.getLogger(StockActions.class);

	private final SagaResults results;

	private final Inventory inventory;

	StockActions(SagaResults results, Inventory inventory) {
		this.results = results;
		this.inventory = inventory;
	}

	/**
	 * Reserves the stock. If the inventory service does not answer, the order goes on and
	 * a later run asks again. If the stock does not suffice, the order is cancelled, or
	 * only degraded if an offline terminal has sold it or it was edited.
	 */
	StepResult reserve(PlacementContext context) {
		var order = context.order();
		if (order.stockRule() == StockRule.NONE) {
			return StepResult.CONTINUE;
		}
		if (context.reservation() != null) {
			return changeReservation(context);
		}
		try {
			return switch (this.inventory.reserve(order.tenantId(), order.orderId(), order.itemsVersion(),
					order.needs())) {
				case Inventory.Answer.Reserved reserved -> {
					context.recordReservation(reserved);
					yield StepResult.CONTINUE;
				}
				case Inventory.Answer.Unstorable(var reservationId, var fault) -> {
					this.inventory.release(order.tenantId(), order.orderId(), reservationId);
					yield continueWithoutAnswer(context, UnusablePartnerAnswer.compensated(Partner.INVENTORY, fault));
				}
				case Inventory.Answer.Short(var menuItemIds) -> {
					log.info("order {} is out of stock of menu items {}", order.orderId(), menuItemIds);
					yield (order.stockRule() == StockRule.IF_AVAILABLE) ? StepResult.CONTINUE : cancelOutOfStock(order);
				}
			};
		}
		catch (PartnerUnavailable ex) {
			return continueWithoutAnswer(context, ex);
		}
	}

	/** A reservation that cannot follow an edit now does not hold the order up. */
	private StepResult changeReservation(PlacementContext context) {
		try {
			change(context.order());
		}
		catch (StepFailed ex) {
			context.postpone(ex);
		}
		return StepResult.CONTINUE;
	}

	private StepResult continueWithoutAnswer(PlacementContext context, PartnerUnavailable reason) {
		this.results.markStockUnconfirmed(context.order());
		context.postpone(new StepFailed(RESERVE, reason));
		return StepResult.CONTINUE;
	}

	/**
	 * Cancels the order, unless it was edited or the kitchen is already preparing it:
	 * then it goes on without a reservation. The saga also goes on for a cancelled order
	 * whose card authorization is in doubt, to learn what to void.
	 */
	private StepResult cancelOutOfStock(FulfilmentSnapshot order) {
		return this.results.cancelOutOfStock(order) ? StepResult.CONTINUE : StepResult.ABORT;
	}

	/**
	 * Changes the reservation of an edited order to what the order needs now, or makes
	 * the one that was refused before. If the stock does not suffice, the edit stays and
	 * the order is degraded.
	 * @throws StepFailed if the inventory service does not answer
	 */
	void change(FulfilmentSnapshot order) {
		var current = order;
		var isAsked = false;
		while (!isAsked && !current.isReservationCurrent() && !current.status().isFinal()
				&& current.stockRule() != StockRule.NONE) {
			var reservationId = current.reservationId();
			if (reservationId != null) {
				current = changeOnce(current, reservationId);
			}
			else {
				reserveLate(current);
				isAsked = true;
			}
		}
	}

	private void reserveLate(FulfilmentSnapshot order) {
		try {
			var answer = this.inventory.reserve(order.tenantId(), order.orderId(), order.itemsVersion(), order.needs());
			switch (answer) {
				case Inventory.Answer.Reserved(var reservationId) -> {
					var current = this.results.recordLateReservation(order, reservationId);
					if (!reservationId.equals(current.reservationId())) {
						this.inventory.release(order.tenantId(), order.orderId(), reservationId);
					}
				}
				case Inventory.Answer.Unstorable(var reservationId, var _) ->
					this.inventory.release(order.tenantId(), order.orderId(), reservationId);
				case Inventory.Answer.Short(var menuItemIds) ->
					log.info("order {} is out of stock of menu items {}", order.orderId(), menuItemIds);
			}
		}
		catch (PartnerUnavailable ex) {
			throw new StepFailed(CHANGE, ex);
		}
	}

	private FulfilmentSnapshot changeOnce(FulfilmentSnapshot order, String reservationId) {
		try {
			var suffices = this.inventory.change(order.tenantId(), order.orderId(), reservationId, order.itemsVersion(),
					order.needs());
			return this.results.recordChangedReservation(order, suffices);
		}
		catch (PartnerUnavailable ex) {
			this.results.markStockUnconfirmed(order);
			throw new StepFailed(CHANGE, ex);
		}
	}

	/**
	 * Releases the reservation of this run if the order has another one, which a run that
	 * overlaps with this one has made for other lines, or was cancelled. Keeps it if the
	 * order has none: the next run gets the same one by the same key.
	 */
	void releaseSurplus(PlacementContext context) {
		context.unsettledReservation().ifPresent((reservationId) -> {
			var run = context.order();
			var current = this.results.snapshot(run.tenantId(), run.orderId());
			var isNeeded = (current.reservationId() != null) ? reservationId.equals(current.reservationId())
					: current.status() != OrderStatus.CANCELLED;
			if (!isNeeded) {
				releaseUnstored(context);
			}
		});
	}

	/** Releases the reservation of this run, which the order does not have. */
	void releaseUnstored(PlacementContext context) {
		context.unsettledReservation().ifPresent((reservationId) -> {
			var run = context.order();
			log.info("order {}: reservation {} is surplus and released", run.orderId(), reservationId);
			this.inventory.release(run.tenantId(), run.orderId(), reservationId);
			context.settleReservation();
		});
	}

	/** Compensates {@link #reserve}; commits what was used up by voided lines. */
	void release(FulfilmentSnapshot order) {
		if (order.reservationId() != null) {
			if (order.usedUp().isEmpty()) {
				this.inventory.release(order.tenantId(), order.orderId(), order.reservationId());
			}
			else {
				this.inventory.commit(order.tenantId(), order.orderId(), order.reservationId(), order.itemsVersion(),
						order.usedUp());
			}
			this.results.clearReservation(order);
		}
	}

	/** Commits what {@link #reserve} has reserved. */
	void commit(FulfilmentSnapshot order) {
		if (order.reservationId() != null) {
			this.inventory.commit(order.tenantId(), order.orderId(), order.reservationId(), order.itemsVersion(),
					order.needs());
			this.results.clearReservation(order);
		}
	}

}
