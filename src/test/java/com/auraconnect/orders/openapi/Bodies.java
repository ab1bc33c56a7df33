package com.auraconnect.orders.openapi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.check.CheckStatus;
import com.auraconnect.orders.http.ErrorCode;
import com.auraconnect.orders.order.ItemStatus;
import com.auraconnect.orders.order.Modifier;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderTax;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.PaymentMethod;
import com.auraconnect.orders.order.Refund;
import com.auraconnect.orders.order.RefundedItem;
import com.auraconnect.orders.order.Totals;
import com.auraconnect.orders.order.read.OrderView;
import com.auraconnect.orders.pricing.Money;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of responses without a Java type of their own, because the service sends stored
 * documents. The records are never instantiated. The integration tests validate real
 * responses against them.
 */
final class Bodies {

	private Bodies() {
	}

	record OrderList(List<OrderView> data) {
	}

	record OrderPage(List<OrderView> data, PageMeta meta) {
	}

	record PageMeta(int pageSize, @Nullable String nextCursor, boolean hasMore) {
	}

	record Check(long id, int version, long tenantId, long locationId, CheckStatus status, @Nullable String tableNumber,
			@Nullable String name, @Nullable Integer guestCount, @Nullable Long mergedInto, List<OrderView> orders,
			Money subtotal, Money discountAmount, Money serviceChargeAmount, Money taxAmount, Money tipAmount,
			Money totalAmount, List<OrderTax> taxes, Money paidAmount, Money refundedAmount, Money balance,
			Money roundingAmount, List<CheckPayment> payments, Instant createdAt, Instant updatedAt,
			@Nullable Instant closedAt) {
	}

	record CheckPayment(long id, PaymentMethod method, Payment.State status, Money amount, Money tipAmount,
			Money roundingAmount, @Nullable Money tendered, @Nullable Money change, @Nullable String reference,
			@Nullable String lastFour, @Nullable String declineCode, List<CheckAllocation> allocations,
			Money refundedAmount, List<CheckRefund> refunds, String by, Instant at, Instant createdAt) {
	}

	record CheckAllocation(long orderId, Money amount, Money tipAmount) {
	}

	record CheckRefund(long id, long orderId, Money amount, Money tipAmount, Refund.Kind kind, List<RefundedItem> items,
			List<OrderTax> taxes, String reason, Refund.State status, @Nullable String by, Instant at) {
	}

	record CheckPage(List<Check> data, PageMeta meta) {
	}

	record OrderHistory(List<OrderView.Change> data) {
	}

	record OrderEvents(List<OrderEvent> data) {
	}

	record EventPage(List<Event> data, EventPageMeta meta) {
	}

	record EventPageMeta(long nextAfter, boolean hasMore, boolean gap, long oldestSequence, long lastSequence) {
	}

	record Event(UUID eventId, String eventType, Instant timestamp, long tenantId, long locationId, long sequence,
			@JsonInclude(Include.NON_NULL) @Nullable Integer orderVersion, EventData data) {
	}

	record EventData(@JsonInclude(Include.NON_NULL) @Nullable Long orderId,
			@JsonInclude(Include.NON_NULL) @Nullable String orderNumber,
			@JsonInclude(Include.NON_NULL) @Nullable OrderStatus status,
			@JsonInclude(Include.NON_NULL) @Nullable Money totalAmount,
			@JsonInclude(Include.NON_NULL) @Nullable Long locationId,
			@JsonInclude(Include.NON_NULL) @Nullable String changedBy, @JsonAnyGetter Map<String, JsonNode> more) {
	}

	record OrderEvent(UUID eventId, String eventType, Instant timestamp, long tenantId, long locationId,
			@Nullable Long sequence, int orderVersion, OrderEventData data) {
	}

	record OrderEventData(long orderId, String orderNumber, @Nullable Long customerId, OrderType orderType,
			OrderStatus status, Money totalAmount, @JsonInclude(Include.NON_NULL) @Nullable String changedBy,
			@JsonAnyGetter Map<String, JsonNode> more) {
	}

	record Report(ReportSummary summary, List<ReportPeriod> breakdown) {
	}

	record ReportSummary(long totalOrders, Money totalRevenue, Money averageOrderValue, Map<String, Long> ordersByType,
			Map<String, Long> ordersByStatus) {
	}

	record ReportPeriod(String period, long orders, Money revenue) {
	}

	record Tracking(String orderNumber, OrderStatus status, OrderType orderType, @Nullable Instant estimatedReadyTime,
			List<TrackedItem> items, Instant updatedAt) {
	}

	record TrackedItem(String name, int quantity) {
	}

	record BatchResponse(List<BatchResult> results) {
	}

	record BatchResult(@Nullable String idempotencyKey, int status,
			@JsonInclude(Include.NON_NULL) @Nullable OrderView order,
			@JsonInclude(Include.NON_NULL) @Nullable Problem problem) {
	}

	record KitchenQueue(List<KitchenOrder> data, KitchenQueueMeta meta) {
	}

	record KitchenQueueMeta(long sequence, int limit, @Nullable String nextCursor, boolean hasMore) {
	}

	record KitchenOrder(long id, String orderNumber, int version, OrderType orderType, OrderStatus status,
			@Nullable String tableNumber, @Nullable Integer guestCount, @Nullable String notes,
			@Nullable KitchenGuest guest, @Nullable Instant scheduledFor, @Nullable Instant fireAt,
			@Nullable Instant firedAt, @Nullable Instant estimatedReadyTime, Instant createdAt, long ageSeconds,
			boolean acknowledged, List<Acknowledgement> acknowledgedBy, List<KitchenItem> items) {
	}

	record KitchenGuest(String name) {
	}

	record Acknowledgement(String displayId, int version, Instant acknowledgedAt) {
	}

	record KitchenItem(long id, long menuItemId, String name, int quantity, List<Modifier> modifiers,
			@Nullable String specialInstructions, @Nullable String station, @Nullable Integer course,
			ItemStatus status) {
	}

	record AllDay(List<AllDayItem> data, AllDayMeta meta) {
	}

	record AllDayItem(long menuItemId, String name, @Nullable String station, long quantity, long preparing,
			List<AllDayVariant> variants) {
	}

	record AllDayVariant(List<AllDayModifier> modifiers, long quantity) {
	}

	record AllDayModifier(long id, String name, int quantity) {
	}

	record AllDayMeta(int limit, boolean hasMore) {
	}

	record Health(String status) {
	}

	record Problem(URI type, String title, int status, @JsonInclude(Include.NON_NULL) @Nullable String detail,
			@JsonInclude(Include.NON_NULL) @Nullable URI instance, ErrorCode code, String requestId,
			@JsonInclude(Include.NON_NULL) @Nullable List<Fault> errors,
			@JsonInclude(Include.NON_NULL) @Nullable Totals totals) {
	}

	record Fault(String field, String message) {
	}

}
