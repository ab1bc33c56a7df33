package com.auraconnect.orders.clients;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.DeliveryResult;
import com.auraconnect.orders.order.Notifications;

/** HTTP client of the notification service. */
class NotificationClient implements Notifications {

	private final PartnerClient partner;

	NotificationClient(PartnerClient partner) {
		this.partner = partner;
	}

	@Override
	public DeliveryResult send(long tenantId, String idempotencyKey, Message message) {
		var call = PartnerCall.create("/notifications", tenantId, idempotencyKey, Notification.of(message));
		return this.partner.call(call, PartnerAnswer::delivered);
	}

	private record Notification(String template, @JsonRawValue String order, @JsonRawValue @Nullable String customer) {

		static Notification of(Message message) {
			return new Notification(message.template(), message.order(), message.customer());
		}

	}

}
