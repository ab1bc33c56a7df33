package com.auraconnect.orders.order;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/**
 * What most orders do not have, and neither prices nor statuses depend on.
 *
 * @param source what the order came from, such as a kiosk; null if the caller did not say
 * @param metadata texts of the caller's own, null without any
 */
@Embeddable
public record OrderDetails(@Nullable String source,
		@Convert(converter = JsonColumns.OrderMetadata.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) @Nullable Metadata metadata) {

	/** An order without any of them. */
	public static final OrderDetails NONE = new OrderDetails(null, null);

	/** Null if all of the parts are, as the database returns it. */
	@Nullable OrderDetails orNull() {
		return equals(NONE) ? null : this;
	}

	/** Returns the texts of the caller's own, possibly none. */
	public Metadata metadataOrNone() {
		return (this.metadata != null) ? this.metadata : Metadata.NONE;
	}

}
