package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.ServiceCharge;

/**
 * Request for a new order, validated in form but not against the menu.
 *
 * @param externalId the caller's own id of the order, unique in its tenant
 * @param quote the prices that were quoted to the guest
 * @param expectedTotal the total that the till has shown, null if none
 * @param offline how an offline terminal took the order, null for an order of now
 * @param taxExemption null if the order is taxed
 * @param checkId the check that the order joins, null for none
 */
public record NewOrder(long locationId, OrderType orderType, @Nullable Long customerId, @Nullable String tableNumber,
		@Nullable Integer guestCount, @Nullable String notes, @Nullable Instant scheduledFor,
		@Nullable String externalId, List<Item> items, List<Discount> discounts, List<ServiceCharge> serviceCharges,
		@Nullable PaymentIntent payment, Quote quote, @Nullable Amount expectedTotal, @Nullable Offline offline,
		OrderDetails details, @Nullable TaxExemption taxExemption, @Nullable Long checkId) {

	/** One line of the order. */
	public record Item(long menuItemId, int quantity, List<ModifierChoice> modifiers, List<Discount> discounts,
			@Nullable String specialInstructions, @Nullable Integer course) {

		/**
		 * Returns the lines with their discounts in the currency of the order.
		 * @throws InvalidAmounts with all amounts that the currency does not have
		 */
		static List<Item> in(MinorUnit unit, List<Item> items) {
			var reader = new AmountReader(unit);
			var converted = in(reader, items);
			reader.requireValid();
			return converted;
		}

		private static List<Item> in(AmountReader reader, List<Item> items) {
			return IntStream.range(0, items.size())
				.mapToObj((i) -> items.get(i).in(reader, "items[" + i + "]."))
				.toList();
		}

		private Item in(AmountReader reader, String path) {
			return new Item(this.menuItemId, this.quantity, this.modifiers,
					NewOrder.discounts(path, this.discounts, reader), this.specialInstructions, this.course);
		}

	}

	/** Chosen modifier; the quantity is per unit of the line. */
	public record ModifierChoice(long id, int quantity) {
	}

	/**
	 * Payment of the whole order, made with the order.
	 *
	 * @param token one-time card token of the payment service, null for cash
	 */
	public record PaymentIntent(PaymentMethod method, @Nullable String token, Amount tip) {
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
				this.quote, this.expectedTotal, this.offline, this.details, this.taxExemption, this.checkId);
	}

	Amount tip() {
		return (this.payment != null) ? this.payment.tip() : Amount.ZERO;
	}

	/**
	 * Returns the request with its discounts and charges in the currency of the order.
	 * @throws InvalidAmounts with all amounts that the currency does not have
	 */
	NewOrder in(MinorUnit unit) {
		var reader = new AmountReader(unit);
		var lines = Item.in(reader, this.items);
		var reductions = discounts("", this.discounts, reader);
		var charges = IntStream.range(0, this.serviceCharges.size()).mapToObj((i) -> {
			var charge = this.serviceCharges.get(i);
			return new ServiceCharge(charge.name(), charge.type(),
					reader.value("service_charges[" + i + "].value", charge.type(), charge.value()), charge.taxable());
		}).toList();
		reader.money("payment.tip_amount", tip());
		reader.optional("expected_total", this.expectedTotal);
		reader.requireValid();
		return new NewOrder(this.locationId, this.orderType, this.customerId, this.tableNumber, this.guestCount,
				this.notes, this.scheduledFor, this.externalId, lines, reductions, charges, this.payment, this.quote,
				this.expectedTotal, this.offline, this.details, this.taxExemption, this.checkId);
	}

	private static List<Discount> discounts(String path, List<Discount> discounts, AmountReader reader) {
		return IntStream.range(0, discounts.size()).mapToObj((i) -> {
			var discount = discounts.get(i);
			return new Discount(discount.name(), discount.type(),
					reader.value(path + "discounts[" + i + "].value", discount.type(), discount.value()));
		}).toList();
	}

}
