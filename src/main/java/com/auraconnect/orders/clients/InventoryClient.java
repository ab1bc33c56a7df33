package com.auraconnect.orders.clients;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.platform.codec.Sha256;

/**
 * HTTP client of the inventory service. It uses short timeouts for the check that a guest
 * waits for, and long ones for the calls of sagas.
 */
class InventoryClient implements Inventory {

	private static final int CONFLICT = 409;

	private static final int NOT_FOUND = 404;

	/** Length of the column {@code orders.reservation_id}. */
	private static final int LONGEST_RESERVATION_ID = 100;

	/** Digits of the hash in an idempotency key. */
	private static final int KEY_DIGITS = 12;

	private final PartnerClient check;

	private final PartnerClient sagas;

	InventoryClient(PartnerClient check, PartnerClient sagas) {
		this.check = check;
		this.sagas = sagas;
	}

	@Override
	public List<Long> shortages(long tenantId, long locationId, List<Need> needs) {
		var call = PartnerCall.query("/check", tenantId, new Check(locationId, needs));
		return this.check.call(call, (answer) -> {
			if (!answer.isSuccess()) {
				throw answer.unexpected();
			}
			return answer.as(Availability.class).shortIds();
		});
	}

	@Override
	public Answer reserve(long tenantId, long orderId, int itemsVersion, List<Need> needs) {
		var call = PartnerCall.create("/reservations", tenantId, "order-" + orderId + "-reserve-" + itemsVersion,
				new Reservation(orderId, needs));
		return this.sagas.call(call, (answer) -> {
			if (answer.isSuccess()) {
				return answer.as(Reserved.class).answer();
			}
			if (answer.status() == CONFLICT) {
				return new Answer.Short(answer.as(Shortages.class).ids());
			}
			throw answer.unexpected();
		});
	}

	@Override
	public boolean change(long tenantId, long orderId, String reservationId, int itemsVersion, List<Need> needs) {
		var call = PartnerCall.replace("/reservations/{id}", reservationId, tenantId,
				key(orderId, "change-" + itemsVersion, reservationId), new Items(needs));
		return this.sagas.call(call, (answer) -> {
			if (answer.status() == CONFLICT) {
				return answer.as(Shortages.class).ids().isEmpty();
			}
			if (answer.isSuccess() || answer.status() == NOT_FOUND) {
				return answer.isSuccess();
			}
			throw answer.unexpected();
		});
	}

	@Override
	public void commit(long tenantId, long orderId, String reservationId, int itemsVersion, List<Need> used) {
		var call = PartnerCall.act("/reservations/{id}/commit", reservationId, tenantId,
				key(orderId, "commit-" + itemsVersion, reservationId), new Items(used));
		this.sagas.call(call, InventoryClient::done);
	}

	@Override
	public void release(long tenantId, long orderId, String reservationId) {
		var call = PartnerCall.delete("/reservations/{id}", reservationId, tenantId,
				key(orderId, "release", reservationId));
		this.sagas.call(call, InventoryClient::done);
	}

	/**
	 * Names the reservation in the key: overlapping runs may have made two for one order.
	 * A hash, because an id may be longer than a header.
	 */
	private static String key(long orderId, String action, String reservationId) {
		return "order-" + orderId + "-" + action + "-" + Sha256.hex(reservationId).substring(0, KEY_DIGITS);
	}

	/**
	 * Treats a missing or no longer held reservation as settled: by a call whose response
	 * was lost, or by the inventory service itself.
	 */
	private static Boolean done(PartnerAnswer answer) {
		if (answer.isSuccess() || answer.status() == NOT_FOUND || answer.status() == CONFLICT) {
			return true;
		}
		throw answer.unexpected();
	}

	private record Check(long locationId, List<Need> items) {
	}

	private record Items(List<Need> items) {
	}

	private record Reservation(long orderId, List<Need> items) {
	}

	private record Reserved(String reservationId) {

		Reserved {
			ContractValidation.handle("reservation_id", reservationId);
		}

		Answer answer() {
			try {
				return new Answer.Reserved(
						ContractValidation.text("reservation_id", this.reservationId, LONGEST_RESERVATION_ID));
			}
			catch (ContractValidation.Fault ex) {
				return new Answer.Unstorable(this.reservationId, String.valueOf(ex.getMessage()));
			}
		}

	}

	private record Availability(@Nullable Boolean available, List<Shortage> shortages) {

		Availability {
			ContractValidation.required("available", available);
			ContractValidation.list("shortages", shortages);
			if (available == !shortages.isEmpty()) {
				throw new ContractValidation.Fault("available", "contradicts shortages");
			}
		}

		List<Long> shortIds() {
			return this.shortages.stream().map(Shortage::menuItemId).toList();
		}

	}

	/** A refusal must name items: otherwise it may be about something else than stock. */
	private record Shortages(List<Shortage> shortages) {

		Shortages {
			if (ContractValidation.list("shortages", shortages).isEmpty()) {
				throw new ContractValidation.Fault("shortages", "is empty");
			}
		}

		List<Long> ids() {
			return this.shortages.stream().map(Shortage::menuItemId).toList();
		}

	}

	private record Shortage(@Nullable Long menuItemId) {

		Shortage {
			ContractValidation.id("menu_item_id", menuItemId);
		}

	}

}
