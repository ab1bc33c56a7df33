package com.auraconnect.orders.clients;

import java.util.List;

import com.auraconnect.orders.order.Inventory;

/**
 * The inventory service: hurried for the check that a guest waits for, patient for what
 * the sagas ask.
 */
class InventoryClient implements Inventory {

	private static final int CONFLICT = 409;

	private static final int GONE = 404;

	private final PartnerClient hurried;

	private final PartnerClient patient;

	InventoryClient(PartnerClient hurried, PartnerClient patient) {
		this.hurried = hurried;
		this.patient = patient;
	}

	@Override
	public List<Long> shortages(long tenantId, long locationId, List<Need> needs) {
		var call = PartnerCall.query("/check", tenantId, new Check(locationId, needs));
		return this.hurried.call(call, (answer) -> {
			if (!answer.isSuccess()) {
				throw answer.unexpected();
			}
			return answer.as(Shortages.class).ids();
		});
	}

	@Override
	public Answer reserve(long tenantId, long orderId, List<Need> needs) {
		var call = PartnerCall.create("/reservations", tenantId, "order-" + orderId + "-reserve",
				new Reservation(orderId, needs));
		return this.patient.call(call, (answer) -> {
			if (answer.isSuccess()) {
				return new Answer.Reserved(answer.as(Reserved.class).reservationId());
			}
			if (answer.status() == CONFLICT) {
				return new Answer.Short(answer.as(Shortages.class).ids());
			}
			throw answer.unexpected();
		});
	}

	@Override
	public void commit(long tenantId, long orderId, String reservationId) {
		var call = PartnerCall.act("/reservations/{id}/commit", reservationId, tenantId,
				"order-" + orderId + "-commit");
		this.patient.call(call, InventoryClient::done);
	}

	@Override
	public void release(long tenantId, long orderId, String reservationId) {
		var call = PartnerCall.delete("/reservations/{id}", reservationId, tenantId, "order-" + orderId + "-release");
		this.patient.call(call, InventoryClient::done);
	}

	/**
	 * A reservation that is not there any more, or not held any more, has been settled
	 * already: by a call whose answer was lost, or by the inventory service itself.
	 */
	private static Boolean done(PartnerAnswer answer) {
		if (answer.isSuccess() || answer.status() == GONE || answer.status() == CONFLICT) {
			return true;
		}
		throw answer.unexpected();
	}

	private record Check(long locationId, List<Need> items) {
	}

	private record Reservation(long orderId, List<Need> items) {
	}

	private record Reserved(String reservationId) {
	}

	private record Shortages(List<Shortage> shortages) {

		List<Long> ids() {
			return this.shortages.stream().map(Shortage::menuItemId).toList();
		}

	}

	private record Shortage(long menuItemId) {
	}

}
