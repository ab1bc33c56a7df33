package com.auraconnect.orders.order;

import java.util.Optional;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import static com.auraconnect.orders.order.Guest.patched;

/**
 * Why an order is sold without taxes. Auditors ask for it; no event contains it.
 *
 * @param reason such as a diplomat's purchase; null only in an exemption that is
 * incomplete
 * @param certificate the number of the document that proves it, null if not given
 */
public record TaxExemption(@Nullable String reason, @Nullable String certificate) {

	private static final TaxExemption NONE = new TaxExemption(null, null);

	/**
	 * Change of an exemption, as in a JSON merge patch: null leaves a field unchanged, an
	 * empty Optional clears it.
	 */
	public record Patch(@Nullable Optional<String> reason, @Nullable Optional<String> certificate) {

		/** Returns the changed exemption, which may be incomplete. */
		public TaxExemption applyTo(@Nullable TaxExemption exemption) {
			var before = (exemption != null) ? exemption : NONE;
			return new TaxExemption(patched(before.reason(), this.reason),
					patched(before.certificate(), this.certificate));
		}

		/** Leaves out the certificate. */
		@Override
		public String toString() {
			return "TaxExemption.Patch";
		}

	}

	/**
	 * Checks that the reason is given.
	 * @param fault receives the path of a field and the message
	 */
	public void check(BiConsumer<String, String> fault) {
		if (this.reason == null) {
			fault.accept("tax_exempt.reason", "must be given");
		}
	}

	/** Leaves out the certificate. */
	@Override
	public String toString() {
		return "TaxExemption";
	}

}
