package com.auraconnect.orders.order;

import java.util.Locale;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/**
 * Optional details of an order, on which neither prices nor statuses depend.
 *
 * @param source origin of the order, such as a kiosk; null if the caller did not say
 * @param metadata texts of the caller's own, null without any
 * @param guest the person that the order is for, null if not named
 * @param guestNameLower the guest's name as searches compare it
 * @param fulfilment where and how the order is handed over, null if not said
 */
@Embeddable
public record OrderDetails(@Nullable String source,
		@Convert(converter = JsonColumns.OrderMetadata.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) @Nullable Metadata metadata,
		@Convert(converter = JsonColumns.OrderGuest.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) @Nullable Guest guest,
		@Nullable String guestNameLower,
		@Convert(converter = JsonColumns.OrderFulfilment.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) @Nullable Fulfilment fulfilment) {

	/** An order without any of them. */
	public static final OrderDetails NONE = of(null, null, null, null);

	/** Creates the details of an order. */
	public static OrderDetails of(@Nullable String source, @Nullable Metadata metadata, @Nullable Guest guest,
			@Nullable Fulfilment fulfilment) {
		return new OrderDetails(source, metadata, guest,
				(guest != null && guest.name() != null) ? inSearches(guest.name()) : null, fulfilment);
	}

	/** Returns a name, or the beginning of one, as searches compare it. */
	public static String inSearches(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Applies a patch of the guest and the fulfilment.
	 * @param changed receives the API names of what differs afterwards
	 */
	OrderDetails patched(OrderPatch patch, Set<String> changed) {
		var person = OrderFields.patched("guest", this.guest,
				(patch.guest() != null) ? patch.guest().map((wanted) -> wanted.applyTo(this.guest)) : null, changed);
		var handover = OrderFields.patched("fulfilment", this.fulfilment, (patch.fulfilment() != null)
				? patch.fulfilment().map((wanted) -> wanted.applyTo(this.fulfilment)) : null, changed);
		return of(this.source, this.metadata, person, handover);
	}

	/** Null if all of the parts are, as the database returns it. */
	@Nullable OrderDetails orNull() {
		return equals(NONE) ? null : this;
	}

	/** Returns the texts of the caller's own, possibly none. */
	public Metadata metadataOrNone() {
		return (this.metadata != null) ? this.metadata : Metadata.NONE;
	}

	/** Returns the guest's name, null if not given. */
	public @Nullable String guestName() {
		return (this.guest != null) ? this.guest.name() : null;
	}

	/** Leaves out the personal data. */
	@Override
	public String toString() {
		return "OrderDetails[source=" + this.source + "]";
	}

}
