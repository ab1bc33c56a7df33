package com.auraconnect.orders.web;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderService;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.OrderAuthorization;

/** Takes a valid request for an order to the service, whichever way it came. */
@Component
class OrderPlacing {

	private final OrderService service;

	private final QuoteTokens quotes;

	OrderPlacing(OrderService service, QuoteTokens quotes) {
		this.service = service;
		this.quotes = quotes;
	}

	/**
	 * @param placedAt when a terminal that was offline took the order, null for now
	 */
	OrderDocument place(Caller caller, OrderRequest request, @Nullable Instant placedAt, ResponseRecorder recorder) {
		return this.service.place(caller, allowed(caller, request, placedAt), recorder);
	}

	CalculationView calculate(Caller caller, OrderRequest request) {
		var order = this.service.calculate(caller, allowed(caller, request, null));
		return CalculationView.of(order, this.quotes.issue(order, request.quoteToken()));
	}

	private NewOrder allowed(Caller caller, OrderRequest request, @Nullable Instant placedAt) {
		var quote = this.quotes.read(request.quoteToken(), caller.tenantId(), request.locationId());
		return OrderAuthorization.requirePlaceable(caller, request.toNewOrder(quote, placedAt));
	}

}
