package com.auraconnect.orders.order.read;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Cancellation;
import com.auraconnect.orders.order.Fulfilment;
import com.auraconnect.orders.order.Guest;
import com.auraconnect.orders.order.ItemStatus;
import com.auraconnect.orders.order.LineVoid;
import com.auraconnect.orders.order.Metadata;
import com.auraconnect.orders.order.Modifier;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderAdjustment;
import com.auraconnect.orders.order.OrderCustomer;
import com.auraconnect.orders.order.OrderDiscount;
import com.auraconnect.orders.order.OrderItem;
import com.auraconnect.orders.order.OrderServiceCharge;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderTax;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PaymentMethod;
import com.auraconnect.orders.order.PaymentStatus;
import com.auraconnect.orders.order.Refund;
import com.auraconnect.orders.order.RefundedItem;
import com.auraconnect.orders.order.StatusChange;
import com.auraconnect.orders.order.TaxExemption;
import com.auraconnect.orders.pricing.Money;

/**
 * An order as the API shows it. {@link OrderSql} writes the same JSON in the database; a
 * test compares the two.
 */
public record OrderView(long id, String orderNumber, String trackingCode, int version, long tenantId, long locationId,
		@Nullable Long customerId, @Nullable OrderCustomer customer, OrderType orderType, OrderStatus status,
		PaymentStatus paymentStatus, @Nullable String tableNumber, @Nullable Integer guestCount, @Nullable String notes,
		@Nullable Instant scheduledFor, @Nullable Instant fireAt, @Nullable Instant firedAt,
		@Nullable String externalId, @Nullable Long checkId, @Nullable String source, Metadata metadata,
		@Nullable Guest guest, @Nullable Fulfilment fulfilment, @Nullable TaxExemption taxExempt,
		List<Partner> degraded, List<Item> items, Money subtotal, Money discountAmount, Money serviceChargeAmount,
		Money taxAmount, Money tipAmount, Money totalAmount, List<OrderDiscount> discounts,
		List<OrderServiceCharge> serviceCharges, List<OrderTax> taxes, String currency, Money paidAmount,
		Money refundedAmount, Money balance, Money roundingAmount, List<OrderAdjustment> adjustments,
		List<Payment> payments, @Nullable Cancellation cancellation, @Nullable Instant estimatedReadyTime,
		Instant createdAt, Instant updatedAt, List<Change> statusHistory) {

	/** Maps an order, which must have been stored. */
	public static OrderView of(Order order) {
		var totals = order.totals();
		var balance = order.balance();
		return new OrderView(order.id(), order.sale().orderNumber(), order.sale().trackingCode(), order.version(),
				order.tenantId(), order.locationId(), order.customerId(), order.fields().customer(),
				order.fields().orderType(), order.status(), order.paymentStatus(), order.fields().tableNumber(),
				order.fields().guestCount(), order.fields().notes(), order.schedule().scheduledFor(),
				order.schedule().fireAt(), order.schedule().firedAt(), order.sale().externalId(), order.checkId(),
				order.details().source(), order.details().metadataOrNone(), order.details().guest(),
				order.details().fulfilment(), order.fields().taxExempt(), order.degraded(),
				order.items().stream().map(Item::of).toList(), totals.subtotal(), totals.discountAmount(),
				totals.serviceChargeAmount(), totals.taxAmount(), totals.tipAmount(), totals.totalAmount(),
				order.prices().discounts(), order.prices().serviceCharges(), order.prices().taxes(),
				order.sale().currency(), balance.paid(), balance.refunded(), balance.open(), balance.rounding(),
				order.prices().adjustments(), order.payments().stream().map(Payment::of).toList(), order.cancellation(),
				order.estimatedReadyTime(), order.createdAt(), order.updatedAt(),
				order.statusHistory().stream().map(Change::of).toList());
	}

	/** One line of an order. */
	public record Item(long id, long menuItemId, String name, int quantity, Money unitPrice, List<Modifier> modifiers,
			Money subtotal, Money discountAmount, Money taxAmount, Money total, @Nullable String specialInstructions,
			@Nullable String station, @Nullable Integer course, ItemStatus status,
			@JsonProperty("void") @Nullable LineVoid lineVoid) {

		/** Maps a line, which must have been stored. */
		public static Item of(OrderItem item) {
			return new Item(Objects.requireNonNull(item.id()), item.menuItemId(), item.name(), item.quantity(),
					item.unitPrice(), item.modifiers(), item.subtotal(), item.discountAmount(), item.taxAmount(),
					item.total(), item.specialInstructions(), item.station(), item.course(), item.status(),
					item.lineVoid());
		}

	}

	/** A payment of an order, without its card token. */
	public record Payment(long id, PaymentMethod method, com.auraconnect.orders.order.Payment.State status,
			Money amount, Money tipAmount, Money roundingAmount, @Nullable Money tendered, @Nullable Money change,
			@Nullable String reference, @Nullable Long checkPaymentId, @Nullable String lastFour,
			@Nullable String declineCode, Money refundedAmount, List<RefundView> refunds, @Nullable String by,
			Instant at, Instant createdAt) {

		/** Maps a payment, which must have been stored. */
		public static Payment of(com.auraconnect.orders.order.Payment payment) {
			return new Payment(Objects.requireNonNull(payment.id()), payment.method(), payment.status(),
					payment.amount(), payment.tipAmount(), payment.roundingAmount(), payment.tendered(),
					payment.change(), payment.reference(), payment.checkPaymentId(), payment.lastFour(),
					payment.declineCode(), payment.refundedAmount(),
					payment.refunds().stream().map(RefundView::of).toList(), payment.by(), payment.createdAt(),
					payment.createdAt());
		}

	}

	/** A refund of a payment. */
	public record RefundView(long id, Money amount, Money tipAmount, Refund.Kind kind, List<RefundedItem> items,
			List<OrderTax> taxes, String reason, Refund.State status, @Nullable String by, Instant at,
			Instant createdAt) {

		static RefundView of(Refund refund) {
			return new RefundView(Objects.requireNonNull(refund.id()), refund.amount(), refund.tipAmount(),
					refund.kind(), refund.items(), refund.taxes(), refund.reason(), refund.status(), refund.by(),
					refund.createdAt(), refund.createdAt());
		}

	}

	/** An entry of an order's status history. */
	public record Change(@Nullable OrderStatus fromStatus, OrderStatus toStatus, Instant changedAt, String changedBy,
			@Nullable String reason) {

		static Change of(StatusChange change) {
			return new Change(change.fromStatus(), change.toStatus(), change.changedAt(), change.changedBy(),
					change.reason());
		}

	}

}
