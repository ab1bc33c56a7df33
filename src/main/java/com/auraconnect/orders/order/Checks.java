package com.auraconnect.orders.order;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Port to the checks that orders are on.
 * <p>
 * Locks are taken in one order everywhere: the rows of checks by ascending id, then those
 * of orders by ascending id. A change of one order that stays on its check locks its
 * order alone and waits for no check while it holds it: the foreign key takes
 * {@code KEY SHARE} on the check, which the {@code NO KEY UPDATE} of a changed check does
 * not exclude. So no cycle of waiting transactions can exist.
 */
public interface Checks {

	/**
	 * Locks a check for an order that joins it, in the transaction of the calling thread.
	 * To be called before any order is locked.
	 * @throws CheckNotFound if the tenant has no such check at that location
	 * @throws InvalidCheckState if the check is closed or full
	 */
	void lockForJoining(long tenantId, long locationId, long checkId);

	/**
	 * Locks the check that an order is on and the one that it moves to, in the
	 * transaction of the calling thread. To be called before the order is locked.
	 * @param wanted null for an order that leaves its check
	 */
	Locked lockForMove(long tenantId, long orderId, @Nullable Long wanted);

	/**
	 * A locked check.
	 *
	 * @param isFull whether it has as many orders as a check can have
	 */
	record State(long locationId, boolean isOpen, boolean isFull) {
	}

	/**
	 * Locked checks of an order that moves.
	 *
	 * @param current the check of the order when the locks were requested
	 * @param states the locked checks by id
	 */
	record Locked(@Nullable Long current, @Nullable Long wanted, Map<Long, State> states) {

		/**
		 * Checks that the order may move.
		 * @throws ConcurrentChange if the order has moved to another check meanwhile
		 * @throws CheckNotFound if the wanted check is not one of the order's location
		 * @throws InvalidCheckState if either check is closed, the wanted one is full, or
		 * the order has a share in a payment of its check
		 */
		void requireMovable(Order order) {
			if (!Objects.equals(order.checkId(), this.current)) {
				throw new ConcurrentChange();
			}
			if (Objects.equals(this.current, this.wanted)) {
				return;
			}
			if (order.money().hasShare()) {
				throw new InvalidCheckState("Order " + order.id() + " has a share in a payment of check " + this.current
						+ "; it moves only with the check, by a merge");
			}
			if (this.wanted != null) {
				requireJoinable(this.wanted, this.states.get(this.wanted), order.locationId());
			}
			if (this.current != null) {
				requireOpen(this.current, this.states.get(this.current));
			}
		}

	}

	/**
	 * Checks that an order of a location may join.
	 * @param state null if there is no such check
	 * @throws CheckNotFound if the check is not one of that location
	 * @throws InvalidCheckState if it is closed or full
	 */
	static void requireJoinable(long checkId, @Nullable State state, long locationId) {
		if (state == null || state.locationId() != locationId) {
			throw new CheckNotFound(checkId);
		}
		requireOpen(checkId, state);
		if (state.isFull()) {
			throw new InvalidCheckState("Check " + checkId + " has as many orders as a check can have");
		}
	}

	private static void requireOpen(long checkId, State state) {
		if (!state.isOpen()) {
			throw new InvalidCheckState("Check " + checkId + " is closed");
		}
	}

}
