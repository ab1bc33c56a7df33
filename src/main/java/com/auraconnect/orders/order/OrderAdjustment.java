package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.ServiceCharge;

/**
 * Change of what an order costs, made after the sale. The order is priced as if it had
 * been there from the beginning.
 *
 * @param id unique in the order
 * @param itemId the line that it concerns, null for the whole order
 * @param name the name on the bill
 * @param value percent or money, as {@code type} says; of a {@link Kind#PRICE} the price
 * of one unit without its modifiers
 * @param amount what the order costs less, before taxes; of a service charge what it
 * costs more
 * @param by the actor
 * @param approvedBy who has approved it, null if the caller did not say
 */
public record OrderAdjustment(int id, Kind kind, @Nullable Long itemId, String name, Adjustment type, BigDecimal value,
		Money amount, String reason, String by, @Nullable String approvedBy, Instant at) {

	/** Kind of an adjustment. */
	public enum Kind {

		DISCOUNT,

		/** A gift of the house. */
		COMP,

		/** Another price of one line. */
		PRICE,

		SERVICE_CHARGE;

		/** Whether it reduces a line or the order by a percentage or an amount. */
		boolean isDiscount() {
			return this == DISCOUNT || this == COMP;
		}

	}

	static OrderAdjustment of(NewAdjustment wanted, int id, MinorUnit unit, String by, Instant at) {
		return new OrderAdjustment(id, wanted.kind(), wanted.itemId(), wanted.name(), wanted.type(), wanted.value(),
				unit.zero(), wanted.reason(), by, wanted.approvedBy(), at);
	}

	OrderAdjustment withAmount(Money amount) {
		return new OrderAdjustment(this.id, this.kind, this.itemId, this.name, this.type, this.value, amount,
				this.reason, this.by, this.approvedBy, this.at);
	}

	boolean isOf(OrderItem item) {
		return this.itemId != null && this.itemId.equals(item.id());
	}

	Discount discount() {
		return new Discount(this.name, this.type, this.value);
	}

	ServiceCharge serviceCharge() {
		return new ServiceCharge(this.name, this.type, this.value, false);
	}

}
