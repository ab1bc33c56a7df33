package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderEvent.Updated;

/** Changes of an order's fields, not of its lines. */
public final class OrderAmendments {

	private final Order order;

	/** How the last amendment has moved the order between checks, null if it has not. */
	private @Nullable CheckMove checkMove;

	OrderAmendments(Order order) {
		this.order = order;
	}

	/**
	 * Changes the fields of the order, not its lines. Another type or tax exemption
	 * prices it again, by the tax rules of its sale.
	 * @param known the details of the customer that the patch names, null if only the id
	 * is known
	 * @throws InvalidOrderState if the order has ended, or was changed as often as it may
	 * be
	 * @throws PaymentCaptured if its taxes would change after money was taken
	 * @throws InvalidOrderFields if the fields do not fit together
	 */
	void apply(OrderPatch patch, @Nullable OrderCustomer known, Instant now) {
		this.order.requireNotEnded();
		var changed = new LinkedHashSet<String>();
		var before = this.order.fields();
		var amended = before.patched(patch, known, changed);
		var details = this.order.details().patched(patch, changed);
		var isTaxedOtherwise = changed.contains("order_type") || changed.contains("tax_exempt");
		if (isTaxedOtherwise) {
			this.order.money().ledger().requireNothingCaptured();
		}
		if (isTaxedOtherwise || changed.contains("fulfilment")) {
			InvalidOrderFields.check(amended.orderType(), details.fulfilment(), amended.taxExempt());
		}
		this.checkMove = CheckMove.of(before.checkId(), amended.checkId());
		if (changed.isEmpty()) {
			return;
		}
		this.order.requireRoomForChange();
		if (amended.isNewsForKitchen(before)
				|| !Objects.equals(details.guestName(), this.order.details().guestName())) {
			this.order.showToKitchen();
		}
		this.order.touch(now);
		this.order.update(amended);
		this.order.update(details);
		this.order.tracking().record(new Updated(changed));
		if (isTaxedOtherwise) {
			this.order.money().reprice(now);
		}
	}

	/**
	 * Puts the order on a check, also after its end. The caller changes the check in the
	 * same transaction.
	 * @throws InvalidOrderState if the order was changed as often as it may be
	 */
	public void moveToCheck(long checkId, Instant now) {
		if (!Objects.equals(this.order.checkId(), checkId)) {
			this.order.requireRoomForChange();
			this.order.touch(now);
			this.order.update(this.order.fields().onCheck(checkId));
			this.order.tracking().record(new Updated(Set.of("check_id")));
		}
	}

	/**
	 * Moves the order to the table of its check. Does nothing for an order that has
	 * ended.
	 */
	public void followToTable(@Nullable String tableNumber, Instant now) {
		if (!this.order.status().isFinal()) {
			apply(OrderPatch.ofTable(tableNumber), null, now);
		}
	}

	/**
	 * Fills in the customer's details, if the order still has that customer and no
	 * details yet. Applies to ended orders too.
	 */
	void addCustomerDetails(OrderCustomer found, Instant now) {
		if (this.order.fields().customer() == null && Objects.equals(this.order.customerId(), found.id())) {
			this.order.touch(now);
			this.order.update(this.order.fields().withCustomer(found));
			this.order.tracking().record(new Updated(Set.of("customer")));
		}
	}

	/**
	 * Sets the customer's details on an order that is being created; records no event.
	 */
	void assignCustomer(OrderCustomer known) {
		this.order.update(this.order.fields().withCustomer(known));
	}

	/**
	 * Returns how the last amendment of this copy has moved the order between checks,
	 * null if it has not, or if a change of the check has moved it.
	 */
	public @Nullable CheckMove checkMove() {
		return this.checkMove;
	}

}
