package com.auraconnect.orders.saga;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.order.OrderFulfilment.Authorized;
import com.auraconnect.orders.order.OrderFulfilment.FulfilmentSnapshot;
import com.auraconnect.orders.order.ResponseRecorder;

/**
 * One run of {@link PlaceOrderSaga}: the order as it stood at the beginning, and what the
 * partners have said since, which goes into the database with the last step.
 */
class PlacementContext {

	private final FulfilmentSnapshot order;

	private final ResponseRecorder done;

	private Inventory.Answer.@Nullable Reserved stock;

	private @Nullable Authorized money;

	private @Nullable StepFailed postponed;

	/**
	 * @param done kept with the last step, if the saga is done with it
	 */
	PlacementContext(FulfilmentSnapshot order, ResponseRecorder done) {
		this.order = order;
		this.done = done;
		this.stock = (order.reservationId() != null) ? new Inventory.Answer.Reserved(order.reservationId()) : null;
	}

	FulfilmentSnapshot order() {
		return this.order;
	}

	/** Null while the inventory service holds nothing for the order. */
	Inventory.Answer.@Nullable Reserved stock() {
		return this.stock;
	}

	void stockIsHeld(Inventory.Answer.Reserved reservation) {
		this.stock = reservation;
	}

	/** Null unless a card was authorized in this run. */
	@Nullable Authorized money() {
		return this.money;
	}

	void cardIsAuthorized(Authorized authorization) {
		this.money = authorization;
	}

	/** The steps after that one go on without it; it is for a later run. */
	void postpone(StepFailed failure) {
		this.postponed = failure;
	}

	/** To be kept with the last step. */
	ResponseRecorder recorder() {
		return (this.postponed == null) ? this.done : ResponseRecorder.NONE;
	}

	/**
	 * @throws StepFailed if a step was postponed
	 */
	void throwPostponed() {
		if (this.postponed != null) {
			throw this.postponed;
		}
	}

}
