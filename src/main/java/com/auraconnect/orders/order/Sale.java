package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.TaxRule;

/**
 * Fields of an order that never change after it was placed.
 *
 * @param currency currency of the location when the order was taken, ISO 4217
 * @param offlineState null for an order that was taken online
 * @param createdAt when the order was taken, by a terminal that was offline possibly long
 * before it arrived
 * @param taxRules rules of the location when the order was taken
 */
@Embeddable
public record Sale(long tenantId, long locationId, String orderNumber, String trackingCode, @Nullable String externalId,
		@Nullable OfflineState offlineState, String currency,
		@Convert(converter = JsonColumns.TaxRules.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) List<TaxRule> taxRules,
		Instant createdAt) {

	static Sale of(long id, Location location, NewOrder request, Instant now) {
		var createdAt = (request.placedAt() != null && request.placedAt().isBefore(now)) ? request.placedAt() : now;
		return new Sale(location.tenantId(), location.id(), OrderNumber.of(id, location.businessDay(createdAt)),
				TrackingCode.next(), request.externalId(),
				(request.offline() != null) ? request.offline().state() : null, location.currency(),
				location.taxRules(), createdAt);
	}

	/** Whether an offline terminal took the order: it is sold, whatever the stock is. */
	boolean isTakenOffline() {
		return this.offlineState != null;
	}

	/** Whether an offline terminal had handed the order over before it arrived. */
	public boolean isHandedOverOnArrival() {
		return this.offlineState == OfflineState.COMPLETED;
	}

}
