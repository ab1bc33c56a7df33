package com.auraconnect.orders.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderService;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.OrderAuthorization;

/** Authorizes and places valid order requests, from single requests and batches. */
@Component
class OrderPlacing {

	private final OrderService service;

	private final QuoteTokens quotes;

	OrderPlacing(OrderService service, QuoteTokens quotes) {
		this.service = service;
		this.quotes = quotes;
	}

	/**
	 * Places an order.
	 * @param offline how an offline terminal took the order, null for an order of now
	 */
	OrderDocument place(Caller caller, OrderRequest request, NewOrder.@Nullable Offline offline,
			ResponseRecorder recorder) {
		return this.service.place(caller, authorized(caller, request, offline), recorder);
	}

	CalculationView calculate(Caller caller, OrderRequest request) {
		var order = this.service.calculate(caller, authorized(caller, request, null));
		return CalculationView.of(order, this.quotes.issue(order, request.quoteToken()));
	}

	private NewOrder authorized(Caller caller, OrderRequest request, NewOrder.@Nullable Offline offline) {
		var quote = this.quotes.read(request.quoteToken(), caller.tenantId(), request.locationId());
		return OrderAuthorization.requirePlaceable(caller, request.toNewOrder(quote, offline));
	}

}
