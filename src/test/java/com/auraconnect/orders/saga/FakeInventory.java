package com.auraconnect.orders.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;

/**
 * Inventory service in memory. Like the real one, it makes one reservation for one
 * version of an order's lines however often it is asked, and keeps the state of each.
 */
final class FakeInventory implements Inventory {

	private final Map<String, String> reservations = new TreeMap<>();

	private final List<String> calls = new ArrayList<>();

	private boolean isAway;

	private boolean isEmpty;

	private Runnable meanwhile = () -> {
	};

	void goAway() {
		this.isAway = true;
	}

	void comeBack() {
		this.isAway = false;
	}

	void runOut() {
		this.isEmpty = true;
	}

	/** Runs an action during the next call. */
	void meanwhile(Runnable action) {
		this.meanwhile = action;
	}

	/** All calls, including those that failed. */
	List<String> calls() {
		return List.copyOf(this.calls);
	}

	/** The state of each reservation. */
	Map<String, String> reservations() {
		return Map.copyOf(this.reservations);
	}

	@Override
	public List<Long> shortages(long tenantId, long locationId, List<Need> needs) {
		throw new AssertionError("No saga asks for shortages");
	}

	@Override
	public Answer reserve(long tenantId, long orderId, int itemsVersion, List<Need> needs) {
		called("reserve");
		if (this.isEmpty) {
			return new Answer.Short(needs.stream().map(Need::menuItemId).toList());
		}
		var id = (itemsVersion == 1) ? "r-" + orderId : "r-" + orderId + "-" + itemsVersion;
		this.reservations.putIfAbsent(id, "held");
		return new Answer.Reserved(id);
	}

	@Override
	public boolean change(long tenantId, long orderId, String reservationId, int itemsVersion, List<Need> needs) {
		called("change");
		return !this.isEmpty;
	}

	@Override
	public void commit(long tenantId, long orderId, String reservationId, int itemsVersion, List<Need> used) {
		called("commit");
		this.reservations.put(reservationId, "used");
	}

	@Override
	public void release(long tenantId, long orderId, String reservationId) {
		called("release");
		this.reservations.put(reservationId, "released");
	}

	private void called(String call) {
		this.calls.add(call);
		var action = this.meanwhile;
		this.meanwhile = () -> {
		};
		action.run();
		if (this.isAway) {
			throw new PartnerUnavailable(Partner.INVENTORY, Duration.ofSeconds(1), true, null);
		}
	}

}
