package com.auraconnect.orders.order;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import static com.auraconnect.orders.order.Guest.patched;

/**
 * Where and how an order is handed over. Personal data: no event contains it.
 *
 * @param address where it is delivered, for a delivery only
 * @param instructions for the handover, such as a gate code
 * @param vehicle by which the guest is recognized, for an order that a guest may collect
 * in one
 */
public record Fulfilment(@Nullable Address address, @Nullable String instructions, @Nullable String vehicle) {

	private static final Fulfilment NONE = new Fulfilment(null, null, null);

	private static final Set<OrderType> BY_VEHICLE = Set.of(OrderType.TAKEOUT, OrderType.ONLINE, OrderType.DRIVE_THRU);

	/**
	 * A postal address.
	 *
	 * @param street with the number of the house; null only in an address that is
	 * incomplete
	 * @param unit such as a floor or an apartment
	 * @param city null only in an address that is incomplete
	 * @param postalCode null only in an address that is incomplete
	 * @param region such as a state
	 */
	public record Address(@Nullable String street, @Nullable String unit, @Nullable String city,
			@Nullable String postalCode, @Nullable String region, @Nullable String country) {

		private static final Address NONE = new Address(null, null, null, null, null, null);

		/** Leaves out the personal data. */
		@Override
		public String toString() {
			return "Address";
		}

	}

	/**
	 * Change of an address, as in a JSON merge patch: null leaves a field unchanged, an
	 * empty Optional clears it.
	 */
	public record AddressPatch(@Nullable Optional<String> street, @Nullable Optional<String> unit,
			@Nullable Optional<String> city, @Nullable Optional<String> postalCode, @Nullable Optional<String> region,
			@Nullable Optional<String> country) {

		private @Nullable Address applyTo(@Nullable Address address) {
			var before = (address != null) ? address : Address.NONE;
			return new Address(patched(before.street(), this.street), patched(before.unit(), this.unit),
					patched(before.city(), this.city), patched(before.postalCode(), this.postalCode),
					patched(before.region(), this.region), patched(before.country(), this.country));
		}

		/** Leaves out the personal data. */
		@Override
		public String toString() {
			return "Fulfilment.AddressPatch";
		}

	}

	/** Change of all parts, likewise. */
	public record Patch(@Nullable Optional<AddressPatch> address, @Nullable Optional<String> instructions,
			@Nullable Optional<String> vehicle) {

		/** Returns the changed fulfilment, null if nothing of it is left. */
		public @Nullable Fulfilment applyTo(@Nullable Fulfilment fulfilment) {
			var before = (fulfilment != null) ? fulfilment : NONE;
			var after = new Fulfilment(patchedAddress(before.address()),
					patched(before.instructions(), this.instructions), patched(before.vehicle(), this.vehicle));
			return after.equals(NONE) ? null : after;
		}

		private @Nullable Address patchedAddress(@Nullable Address before) {
			if (this.address == null) {
				return before;
			}
			return this.address.map((patch) -> patch.applyTo(before)).orElse(null);
		}

		/** Leaves out the personal data. */
		@Override
		public String toString() {
			return "Fulfilment.Patch";
		}

	}

	/**
	 * Checks that the address is complete, and that orders of a type have these parts.
	 * @param type null if it is not known
	 * @param fault receives the path of a field and the message
	 */
	public void check(@Nullable OrderType type, BiConsumer<String, String> fault) {
		if (this.address != null) {
			if (type != null && type != OrderType.DELIVERY) {
				fault.accept("fulfilment.address", "is for deliveries only");
			}
			requireGiven("street", this.address.street(), fault);
			requireGiven("city", this.address.city(), fault);
			requireGiven("postal_code", this.address.postalCode(), fault);
		}
		if (this.vehicle != null && type != null && !BY_VEHICLE.contains(type)) {
			fault.accept("fulfilment.vehicle", "is for takeout, online and drive_thru orders only");
		}
	}

	private static void requireGiven(String field, @Nullable String value, BiConsumer<String, String> fault) {
		if (value == null) {
			fault.accept("fulfilment.address." + field, "must be given");
		}
	}

	/** Leaves out the personal data. */
	@Override
	public String toString() {
		return "Fulfilment";
	}

}
