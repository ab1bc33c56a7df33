package com.auraconnect.orders.web;

import java.util.Optional;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.TaxExemption;

/**
 * The tax exemption of a new order, or a merge patch of it. An absent field is null, a
 * JSON null is an empty {@link Optional}.
 */
record TaxExemptionRequest(
		@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
				message = "must not be blank") @Size(max = 200) @Text String> reason,
		@Nullable Optional<@Pattern(regexp = GuestRequest.NOT_BLANK,
				message = "must not be blank") @Size(max = 100) @Text String> certificate) {

	TaxExemption.Patch toPatch() {
		return new TaxExemption.Patch(this.reason, this.certificate);
	}

	/** Leaves out the certificate. */
	@Override
	public String toString() {
		return "TaxExemptionRequest";
	}

}
