package com.auraconnect.orders.clients;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.CustomerDetails;
import com.auraconnect.orders.order.CustomerDirectory;

/** HTTP client of the customer service. */
class CustomerClient implements CustomerDirectory {

	private static final int UNKNOWN = 404;

	/** Limit in characters. The columns have none, but each order carries a copy. */
	private static final int LONGEST_DETAIL = 1000;

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
				return Optional.of(answer.as(Customer.class).details(customerId));
			}
			throw answer.unexpected();
		});
	}

	private record Customer(@Nullable Long id, @Nullable String name, @Nullable String email, @Nullable String phone) {

		Customer {
			ContractValidation.id("id", id);
			ContractValidation.optional("name", name, LONGEST_DETAIL);
			ContractValidation.optional("email", email, LONGEST_DETAIL);
			ContractValidation.optional("phone", phone, LONGEST_DETAIL);
		}

		/**
		 * Accepts a customer without a name, but no other customer than the requested
		 * one.
		 */
		CustomerDetails details(long asked) {
			if (!Objects.equals(this.id, asked)) {
				throw new UnusableAnswer("id is not the requested one", null);
			}
			return new CustomerDetails((this.name != null) ? this.name : "", this.email, this.phone);
		}

	}

}
