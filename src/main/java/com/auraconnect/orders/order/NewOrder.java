package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.ServiceCharge;

/**
 * What a caller wants to order, checked for form but not against the menu.
 *
 * @param externalId the caller's own name for the order, unique in its tenant
 * @param quote the prices that the guest was promised
 * @param expectedTotal what the till has shown, null where it has shown nothing
 * @param placedAt when a terminal that was offline took the order, null for now
 */
public record NewOrder(long locationId, OrderType orderType, @Nullable Long customerId, @Nullable String tableNumber,
		@Nullable Integer guestCount, @Nullable String notes, @Nullable Instant scheduledFor,
		@Nullable String externalId, List<Item> items, List<Discount> discounts, List<ServiceCharge> serviceCharges,
		@Nullable PaymentIntent payment, Quote quote, @Nullable Money expectedTotal, @Nullable Instant placedAt) {

	/** One line: so many of a menu item, made in one way. */
	public record Item(long menuItemId, int quantity, List<ModifierChoice> modifiers, List<Discount> discounts,
			@Nullable String specialInstructions, @Nullable Integer course) {
	}

	/** So many of a modifier for each item of the line. */
	public record ModifierChoice(long id, int quantity) {
	}

	/**
	 * How the guest pays for the whole order right away.
	 *
	 * @param token the payment service's one-time name for a card, null for cash
	 */
	public record PaymentIntent(PaymentMethod method, @Nullable String token, Money tip) {
	}

	/** Whether anything on it, or all of it, is to cost less than the menu says. */
	public boolean hasDiscounts() {
		return !this.discounts.isEmpty() || this.items.stream().anyMatch((item) -> !item.discounts().isEmpty());
	}

	/** Whether whoever takes it has the money in the till. */
	public boolean isPaidInCash() {
		return this.payment != null && this.payment.method() == PaymentMethod.CASH;
	}

	/** The same order for that customer. */
	public NewOrder forCustomer(@Nullable Long customerId) {
		return new NewOrder(this.locationId, this.orderType, customerId, this.tableNumber, this.guestCount, this.notes,
				this.scheduledFor, this.externalId, this.items, this.discounts, this.serviceCharges, this.payment,
				this.quote, this.expectedTotal, this.placedAt);
	}

	Money tip() {
		return (this.payment != null) ? this.payment.tip() : Money.ZERO;
	}

}
