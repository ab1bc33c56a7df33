package com.auraconnect.orders.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Guest;
import com.auraconnect.orders.order.ItemStatus;
import com.auraconnect.orders.order.Metadata;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.OrderItem;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.PaymentStatus;
import com.auraconnect.orders.order.Schedule;
import com.auraconnect.orders.order.read.OrderView;
import com.auraconnect.orders.pricing.Money;

/**
 * The {@code data} of an event as subscribers read it. Maps each domain event to its
 * message: the head that all messages share, and the fields of that event.
 */
sealed interface EventData {

	/**
	 * Fields whose value an event does not repeat: the head has it, or it is personal
	 * data, and events are retained and have many readers.
	 */
	Set<String> NAMED_ONLY = Set.of("customer", "customer_id", "fulfilment", "order_type", "tax_exempt",
			"total_amount");

	/** The event type on the wire, such as {@code order.created}. */
	String eventType();

	/**
	 * Maps a domain event to its data.
	 * @param fields returns the new value of a field of the order, by the field's name
	 */
	static EventData of(Order order, OrderEvent event, Function<String, JsonNode> fields) {
		var head = Head.of(order, event);
		return switch (event) {
			case OrderEvent.Created _ -> Created.of(head, order);
			case OrderEvent.Fired _ -> Fired.of(head, order.schedule());
			case OrderEvent.StatusChanged(var previous, var current, var reason, var _, var items) ->
				new StatusChanged(head, previous, current, reason, Transition.of(items));
			case OrderEvent.PaymentChanged(var payment) -> PaymentChanged.of(head, order, payment);
			case OrderEvent.TipChanged(var payment) -> PaymentChanged.of(head, order, payment);
			case OrderEvent.PaymentTaken(var payment) -> PaymentChanged.of(head, order, payment);
			case OrderEvent.PaymentVoided(var payment) -> PaymentChanged.of(head, order, payment);
			case OrderEvent.RefundRequested(var payment, var _) -> PaymentChanged.of(head, order, payment);
			case OrderEvent.ItemsChanged(var items, var changed) -> ItemsUpdated.of(head, items, changed, fields);
			case OrderEvent.ItemStatusChanged(var items, var _) -> new ItemStatusChanged(head, Transition.of(items));
			case OrderEvent.Updated(var changed) -> Updated.of(head, changed, fields);
		};
	}

	/**
	 * Returns the new values of those fields that {@link Head} has not and that may be
	 * shown.
	 */
	private static Map<String, JsonNode> newValues(Set<String> names, Function<String, JsonNode> fields) {
		return names.stream()
			.filter((name) -> !NAMED_ONLY.contains(name))
			.collect(Collectors.toMap(Function.identity(), (name) -> shown(name, fields.apply(name))));
	}

	/** Shows the name alone of a guest. */
	private static JsonNode shown(String field, JsonNode value) {
		return (field.equals("guest") && value instanceof ObjectNode guest) ? guest.deepCopy().retain("name") : value;
	}

	/** The name alone of a guest; the order itself has the rest. */
	record GuestName(@Nullable String name) {

		static @Nullable GuestName of(@Nullable Guest guest) {
			return (guest != null) ? new GuestName(guest.name()) : null;
		}

	}

	/**
	 * The fields of the order that every event carries.
	 *
	 * @param changedBy subject of the caller's token, or {@code system}
	 */
	record Head(long orderId, String orderNumber, @Nullable Long customerId, OrderType orderType, OrderStatus status,
			Money totalAmount, String changedBy) {

		static Head of(Order order, OrderEvent event) {
			return new Head(order.id(), order.sale().orderNumber(), order.customerId(), order.fields().orderType(),
					order.status(), order.totals().totalAmount(), changedBy(order, event));
		}

		private static String changedBy(Order order, OrderEvent event) {
			return switch (event) {
				case OrderEvent.StatusChanged change -> change.changedBy();
				case OrderEvent.ItemStatusChanged change -> change.changedBy();
				case OrderEvent.Fired fired -> fired.changedBy();
				default -> order.tracking().changedBy();
			};
		}

	}

	record Created(@JsonUnwrapped Head order, @Nullable String tableNumber, @Nullable Integer guestCount,
			@Nullable String notes, @Nullable Instant scheduledFor, @Nullable Instant fireAt, @Nullable String source,
			Metadata metadata, @Nullable GuestName guest, List<OrderView.Item> items) implements EventData {

		static Created of(Head head, Order order) {
			var details = order.details();
			return new Created(head, order.fields().tableNumber(), order.fields().guestCount(), order.fields().notes(),
					order.schedule().scheduledFor(), order.schedule().fireAt(), details.source(),
					details.metadataOrNone(), GuestName.of(details.guest()),
					order.items().stream().map(OrderView.Item::of).toList());
		}

		@Override
		public String eventType() {
			return "order.created";
		}

	}

	record Fired(@JsonUnwrapped Head order, @Nullable Instant scheduledFor, @Nullable Instant fireAt,
			@Nullable Instant firedAt) implements EventData {

		static Fired of(Head head, Schedule schedule) {
			return new Fired(head, schedule.scheduledFor(), schedule.fireAt(), schedule.firedAt());
		}

		@Override
		public String eventType() {
			return "order.fired";
		}

	}

	record StatusChanged(@JsonUnwrapped Head order, OrderStatus previousStatus, OrderStatus newStatus,
			@Nullable String reason, List<Transition> items) implements EventData {

		@Override
		public String eventType() {
			return "order.status_changed";
		}

	}

	/** Change of the kitchen status of one line. */
	record Transition(long itemId, ItemStatus previousStatus, ItemStatus newStatus) {

		static List<Transition> of(List<OrderEvent.ItemTransition> items) {
			return items.stream()
				.map((moved) -> new Transition(Objects.requireNonNull(moved.item().id()), moved.previous(),
						moved.current()))
				.toList();
		}

	}

	record ItemStatusChanged(@JsonUnwrapped Head order, List<Transition> items) implements EventData {

		@Override
		public String eventType() {
			return "order.item_status_changed";
		}

	}

	record PaymentChanged(@JsonUnwrapped Head order, PaymentStatus paymentStatus, Money paidAmount, Money balance,
			OrderView.Payment payment) implements EventData {

		static PaymentChanged of(Head head, Order order, Payment payment) {
			var balance = order.balance();
			return new PaymentChanged(head, order.paymentStatus(), balance.paid(), balance.open(),
					OrderView.Payment.of(payment));
		}

		@Override
		public String eventType() {
			return "order.payment_changed";
		}

	}

	/** The changed fields by name and new value. */
	record Updated(@JsonUnwrapped Head order, Set<String> changed,
			@JsonAnyGetter Map<String, JsonNode> values) implements EventData {

		static final String TYPE = "order.updated";

		static Updated of(Head head, Set<String> changed, Function<String, JsonNode> fields) {
			return new Updated(head, changed, EventData.newValues(changed, fields));
		}

		@Override
		public String eventType() {
			return TYPE;
		}

	}

	/** The changed items and charges; items that did not change are left out. */
	record ItemsUpdated(@JsonUnwrapped Head order, Set<String> changed, List<OrderView.Item> items,
			@JsonAnyGetter Map<String, JsonNode> values) implements EventData {

		static ItemsUpdated of(Head head, List<OrderItem> items, Set<String> others,
				Function<String, JsonNode> fields) {
			var changed = new TreeSet<>(others);
			changed.add("items");
			return new ItemsUpdated(head, changed, items.stream().map(OrderView.Item::of).toList(),
					EventData.newValues(others, fields));
		}

		@Override
		public String eventType() {
			return Updated.TYPE;
		}

	}

}
