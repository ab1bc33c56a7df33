package com.auraconnect.orders.clients;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.CustomerDetails;
import com.auraconnect.orders.order.CustomerDirectory;

/** The customer service. */
class CustomerClient implements CustomerDirectory {

	private static final int UNKNOWN = 404;

	private final PartnerClient partner;

	CustomerClient(PartnerClient partner) {
		this.partner = partner;
	}

	@Override
	public Optional<CustomerDetails> find(long tenantId, long customerId) {
		var call = PartnerCall.get("/customers/{id}", Long.toString(customerId), tenantId);
		return this.partner.call(call, (answer) -> {
			if (answer.status() == UNKNOWN) {
				return Optional.empty();
			}
			if (answer.isSuccess()) {
				return Optional.of(answer.as(Customer.class).details());
			}
			throw answer.unexpected();
		});
	}

	private record Customer(@Nullable String name, @Nullable String email, @Nullable String phone) {

		/** Somebody without a name is somebody all the same. */
		CustomerDetails details() {
			return new CustomerDetails((this.name != null) ? this.name : "", this.email, this.phone);
		}

	}

}
