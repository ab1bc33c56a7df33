package com.auraconnect.orders.payment;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.OrderResponses;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.OrderPayments;

/** Serves payments and refunds of an order. */
@RestController
@RequestMapping(path = "/api/v1/orders/{id}", consumes = MediaType.APPLICATION_JSON_VALUE,
		produces = MediaType.APPLICATION_JSON_VALUE)
class OrderPaymentController {

	private final OrderPayments payments;

	private final OrderMeters meters;

	OrderPaymentController(OrderPayments payments, OrderMeters meters) {
		this.payments = payments;
		this.meters = meters;
	}

	@PostMapping("/payments")
	ResponseEntity<byte[]> pay(OrderCommandContext target, @ValidBody PaymentRequest body) {
		return this.meters.time("pay", () -> OrderResponses.ok(this.payments.pay(target, body.toPayment())));
	}

	@PostMapping("/refunds")
	ResponseEntity<byte[]> refund(OrderCommandContext target, @ValidBody RefundRequest body) {
		return this.meters.time("refund",
				() -> OrderResponses.ok(this.payments.refund(target, body.paymentId(), body.amount(), body.reason())));
	}

}
