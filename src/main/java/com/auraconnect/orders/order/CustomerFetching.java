package com.auraconnect.orders.order;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Fetches customer details in the background and fills them into orders that were taken
 * with a customer id alone. An unfinished customer stays marked and is fetched again.
 */
@Service
public class CustomerFetching {

	private static final Logger log = LoggerFactory.getLogger(CustomerFetching.class);

	private final CustomerDirectory directory;

	private final Customers customers;

	private final OrderUnitOfWork unitOfWork;

	private final Clock clock;

	CustomerFetching(CustomerDirectory directory, Customers customers, OrderUnitOfWork unitOfWork, Clock clock) {
		this.directory = directory;
		this.customers = customers;
		this.unitOfWork = unitOfWork;
		this.clock = clock;
	}

	/**
	 * Fetches one batch of the customers that are marked for fetching and updates their
	 * orders. An unusable answer for one customer postpones that customer and does not
	 * stop the others.
	 * @throws PartnerUnavailable if the customer service does not answer
	 */
	public void fetchSome() {
		for (var customer : this.customers.wanted()) {
			Tenancy.of(customer.tenantId()).run(() -> fetchOrPostpone(customer));
		}
	}

	private void fetchOrPostpone(Customers.Ref customer) {
		try {
			fetch(customer);
		}
		catch (UnusablePartnerAnswer ex) {
			log.warn("customer {} of tenant {} is tried again later: {}", customer.id(), customer.tenantId(),
					ex.getMessage());
			this.customers.postpone(customer);
		}
		catch (PartnerUnavailable ex) {
			this.customers.postpone(customer);
			throw ex;
		}
		catch (RuntimeException ex) {
			log.warn("customer {} of tenant {} could not be updated and is tried again later", customer.id(),
					customer.tenantId(), ex);
			this.customers.postpone(customer);
		}
	}

	private void fetch(Customers.Ref customer) {
		var details = this.directory.find(customer.tenantId(), customer.id()).orElse(null);
		this.customers.store(customer, details);
		if (details != null) {
			var known = OrderCustomer.of(customer.id(), details);
			this.customers.ordersWithoutDetails(customer)
				.forEach((orderId) -> this.unitOfWork.change(OrderCommandContext.ofSystem(customer.tenantId(), orderId),
						(order) -> order.amendments().addCustomerDetails(known, this.clock.instant())));
		}
		this.customers.markFetched(customer);
	}

}
