package com.auraconnect.orders.saga;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.order.SagaResults.Authorized;
import com.auraconnect.orders.order.SagaResults.FulfilmentSnapshot;
import com.auraconnect.orders.order.ResponseRecorder;

/**
 * State of one run of {@link PlaceOrderSaga}: the order as of the start of the run, and
 * the partners' answers since. The last step stores them.
 */
class PlacementContext {

	private final FulfilmentSnapshot order;

	private final ResponseRecorder recorder;

	private Inventory.Answer.@Nullable Reserved reservation;

	private boolean isReservationSettled = true;

	private @Nullable Authorized authorization;

	private @Nullable StepFailed postponed;

	/**
	 * @param recorder stores the response with the last step, if the saga is done with it
	 */
	PlacementContext(FulfilmentSnapshot order, ResponseRecorder recorder) {
		this.order = order;
		this.recorder = recorder;
		this.reservation = (order.reservationId() != null) ? new Inventory.Answer.Reserved(order.reservationId())
				: null;
	}

	FulfilmentSnapshot order() {
		return this.order;
	}

	/** Null while the inventory service has reserved nothing. */
	Inventory.Answer.@Nullable Reserved reservation() {
		return this.reservation;
	}

	void recordReservation(Inventory.Answer.Reserved reservation) {
		this.reservation = reservation;
		this.isReservationSettled = false;
	}

	/** Marks the reservation of this run as stored or released. */
	void settleReservation() {
		this.isReservationSettled = true;
	}

	/** Returns the reservation that this run has made, if it may not be stored. */
	Optional<String> unsettledReservation() {
		return this.isReservationSettled ? Optional.empty()
				: Optional.ofNullable(this.reservation).map(Inventory.Answer.Reserved::reservationId);
	}

	/** Null unless this run has authorized a card. */
	@Nullable Authorized authorization() {
		return this.authorization;
	}

	void recordAuthorization(Authorized authorization) {
		this.authorization = authorization;
	}

	/** Leaves the failed step to a later run; the steps after it go on without it. */
	void postpone(StepFailed failure) {
		this.postponed = failure;
	}

	/** Recorder of the last step; stores nothing while a step is postponed. */
	ResponseRecorder recorder() {
		return (this.postponed == null) ? this.recorder : ResponseRecorder.NONE;
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
