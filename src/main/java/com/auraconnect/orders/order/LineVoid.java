package com.auraconnect.orders.order;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * How a line was taken off its order.
 *
 * @param reason null for a line that was removed before the kitchen began it
 * @param used whether its stock is gone: the dish was made, or was ruined
 * @param by the token subject of the caller
 */
@Embeddable
public record LineVoid(@Column(name = "void_reason") @Nullable String reason, @Column(name = "void_used") boolean used,
		@Column(name = "voided_by") String by, @Column(name = "voided_at") Instant at) {
}
