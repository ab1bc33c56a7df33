package com.auraconnect.orders.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.cache.OrderCache;
import com.auraconnect.orders.order.DeliveryResult;
import com.auraconnect.orders.order.Notifications;
import com.auraconnect.orders.order.Notifications.Message;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.platform.codec.Json;

/**
 * Sends a notification when an order is confirmed, ready or cancelled. It carries the
 * current order and the known details of the customer. Without a customer in the order,
 * the notification service may know the recipient.
 */
@Component
class NotificationSender implements EventSender {

	private static final Logger log = LoggerFactory.getLogger(NotificationSender.class);

	/** Template of the notification service by new order status. */
	private static final Map<String, String> TEMPLATES = Map.of("confirmed", "order_confirmed", "ready", "order_ready",
			"cancelled", "order_cancelled");

	private final Notifications notifications;

	private final OrderCache orders;

	private final Json json;

	NotificationSender(Notifications notifications, OrderCache orders, Json json) {
		this.notifications = notifications;
		this.orders = orders;
		this.json = json;
	}

	@Override
	public String consumer() {
		return "notification";
	}

	@Override
	public boolean isRepetitionNoticed(List<NumberedEvent> events) {
		return template(events.getFirst()) != null;
	}

	@Override
	public DeliveryResult carry(List<NumberedEvent> events) {
		return carry(events.getFirst());
	}

	private static @Nullable String template(NumberedEvent event) {
		return (event.newStatus() != null) ? TEMPLATES.get(event.newStatus()) : null;
	}

	private DeliveryResult carry(NumberedEvent event) {
		var template = template(event);
		if (template == null) {
			return DeliveryResult.ACCEPTED;
		}
		return this.orders.findInBackground(event.tenantId(), event.orderId(), event.orderVersion())
			.map((order) -> this.notifications.send(event.tenantId(), key(event, order), message(template, order)))
			.orElseGet(() -> {
				log.warn("no notification: order {} of event {} is not in the database", event.orderId(),
						event.eventId());
				return DeliveryResult.ACCEPTED;
			});
	}

	/**
	 * Names the version of the order that the notification carries: it may have changed
	 * before a repetition, and one key never carries two bodies.
	 */
	private static String key(NumberedEvent event, OrderDocument order) {
		return event.eventId() + "-" + order.version();
	}

	private Message message(String template, OrderDocument order) {
		return new Message(template, new String(order.json(), StandardCharsets.UTF_8), customer(order));
	}

	private @Nullable String customer(OrderDocument order) {
		if (order.customerId() == null) {
			return null;
		}
		var details = this.json.tree(order.json()).path("customer");
		return details.isObject() ? details.toString() : "{\"id\":" + order.customerId() + "}";
	}

}
