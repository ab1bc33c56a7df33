package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.ServiceCharge;

/**
 * Request for a new order, validated in form but not against the menu.
 *
 * @param externalId the caller's own id of the order, unique in its tenant
 * @param quote the prices that were quoted to the guest
 * @param expectedTotal the total that the till has shown, null if none
 * @param offline how an offline terminal took the order, null for an order of now
 * @param checkId the check that the order joins, null for none
 */
public record NewOrder(long locationId, OrderType orderType, @Nullable Long customerId, @Nullable String tableNumber,
		@Nullable Integer guestCount, @Nullable String notes, @Nullable Instant scheduledFor,
		@Nullable String externalId, List<Item> items, List<Discount> discounts, List<ServiceCharge> serviceCharges,
		@Nullable PaymentIntent payment, Quote quote, @Nullable Money expectedTotal, @Nullable Offline offline,
		OrderDetails details, @Nullable Long checkId) {

	/** One line of the order. */
	public record Item(long menuItemId, int quantity, List<ModifierChoice> modifiers, List<Discount> discounts,
			@Nullable String specialInstructions, @Nullable Integer course) {
	}

	/** Chosen modifier; the quantity is per unit of the line. */
	public record ModifierChoice(long id, int quantity) {
	}

	/**
	 * Payment of the whole order, made with the order.
	 *
	 * @param token one-time card token of the payment service, null for cash
	 */
	public record PaymentIntent(PaymentMethod method, @Nullable String token, Money tip) {
	}

	/** When and how far an offline terminal served the order. */
	public record Offline(Instant placedAt, OfflineState state) {
	}

	/** Returns when an offline terminal took the order, null for now. */
	public @Nullable Instant placedAt() {
		return (this.offline != null) ? this.offline.placedAt() : null;
	}

	/** Whether the order was cooked and handed over before it arrived. */
	boolean isHandedOver() {
		return this.offline != null && this.offline.state() == OfflineState.COMPLETED;
	}

	/** Whether the order or any of its lines has a discount. */
	public boolean hasDiscounts() {
		return !this.discounts.isEmpty() || this.items.stream().anyMatch((item) -> !item.discounts().isEmpty());
	}

	/** Whether the order comes without a payment or with one by card. */
	public boolean isUnpaidOrPaidByCard() {
		return this.payment == null || this.payment.method() == PaymentMethod.CARD;
	}

	/** Copies the request with another customer. */
	public NewOrder forCustomer(@Nullable Long customerId) {
		return new NewOrder(this.locationId, this.orderType, customerId, this.tableNumber, this.guestCount, this.notes,
				this.scheduledFor, this.externalId, this.items, this.discounts, this.serviceCharges, this.payment,
				this.quote, this.expectedTotal, this.offline, this.details, this.checkId);
	}

	Money tip() {
		return (this.payment != null) ? this.payment.tip() : Money.ZERO;
	}

}
