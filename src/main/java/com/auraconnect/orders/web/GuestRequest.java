package com.auraconnect.orders.web;

import java.util.Optional;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.Guest;

/**
 * The guest of a new order, or a merge patch of it. An absent field is null, a JSON null
 * is an empty {@link Optional}.
 */
record GuestRequest(
		@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
				message = "must not be blank") @Size(max = 100) @Text String> name,
		@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
				message = "must not be blank") @Size(max = 50) @Text String> phone) {

	/** {@code NotBlank} would refuse an empty Optional. */
	static final String NOT_BLANK = "[\\s\\S]*\\S[\\s\\S]*";

	Guest.Patch toPatch() {
		return new Guest.Patch(this.name, this.phone);
	}

	/** Leaves out the personal data. */
	@Override
	public String toString() {
		return "GuestRequest";
	}

}
