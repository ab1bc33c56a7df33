package com.auraconnect.orders.order;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.tenancy.Tenancy;

/**
 * Fills in who has ordered, behind orders that were taken with a customer's id alone.
 * What it has begun and not finished, it begins again.
 */
@Service
public class CustomerFetching {

	private static final Logger log = LoggerFactory.getLogger(CustomerFetching.class);

	private final CustomerDirectory directory;

	private final Customers customers;

	private final OrderUnitOfWork transactions;

	private final Clock clock;

	CustomerFetching(CustomerDirectory directory, Customers customers, OrderUnitOfWork transactions, Clock clock) {
		this.directory = directory;
		this.customers = customers;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Looks up some of the customers whose details are wanted, and tells their orders.
	 * One whom the customer service cannot say anything about holds nobody else up.
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
			log.warn("customer {} of tenant {}: {}", customer.id(), customer.tenantId(), ex.getMessage());
			this.customers.postpone(customer);
		}
		catch (PartnerUnavailable ex) {
			this.customers.postpone(customer);
			throw ex;
		}
		catch (RuntimeException ex) {
			log.warn("customer {} of tenant {} could not be filled in", customer.id(), customer.tenantId(), ex);
			this.customers.postpone(customer);
		}
	}

	private void fetch(Customers.Ref customer) {
		var details = this.directory.find(customer.tenantId(), customer.id()).orElse(null);
		this.customers.store(customer, details);
		if (details != null) {
			var known = OrderCustomer.of(customer.id(), details);
			this.customers.ordersWithoutDetails(customer)
				.forEach((orderId) -> this.transactions.change(OrderCommandContext.ofSystem(customer.tenantId(), orderId),
						(order) -> order.customerFound(known, this.clock.instant())));
		}
		this.customers.settled(customer);
	}

}
