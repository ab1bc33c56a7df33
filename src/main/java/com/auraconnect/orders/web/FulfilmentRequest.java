package com.auraconnect.orders.web;

import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.Fulfilment;

/**
 * The fulfilment of a new order, or a merge patch of it. An absent field is null, a JSON
 * null is an empty {@link Optional}.
 */
record FulfilmentRequest(@Nullable Optional<@Valid Address> address,
		@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
				message = "must not be blank") @ConfiguredLimit(Limit.TEXT) @Text(lines = true) String> instructions,
		@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
				message = "must not be blank") @Size(max = 100) @Text String> vehicle) {

	Fulfilment.Patch toPatch() {
		return new Fulfilment.Patch((this.address != null) ? this.address.map(Address::toPatch) : null,
				this.instructions, this.vehicle);
	}

	/** Leaves out the personal data. */
	@Override
	public String toString() {
		return "FulfilmentRequest";
	}

	/** A postal address. */
	record Address(
			@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
					message = "must not be blank") @Size(max = 200) @Text String> street,
			@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
					message = "must not be blank") @Size(max = 50) @Text String> unit,
			@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
					message = "must not be blank") @Size(max = 100) @Text String> city,
			@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
					message = "must not be blank") @Size(max = 20) @Text String> postalCode,
			@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
					message = "must not be blank") @Size(max = 100) @Text String> region,
			@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
					message = "must not be blank") @Size(max = 100) @Text String> country) {

		Fulfilment.AddressPatch toPatch() {
			return new Fulfilment.AddressPatch(this.street, this.unit, this.city, this.postalCode, this.region,
					this.country);
		}

		/** Leaves out the personal data. */
		@Override
		public String toString() {
			return "FulfilmentRequest.Address";
		}

	}

}
