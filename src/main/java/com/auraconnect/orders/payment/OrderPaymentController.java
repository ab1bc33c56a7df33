package com.auraconnect.orders.payment;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.OrderResponses;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.OrderPayments;

/** Serves payments and refunds of an order. */
@RestController
@RequestMapping(path = "/api/v1/orders/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderPaymentController {

	private final OrderPayments payments;

	private final OrderMeters meters;

	OrderPaymentController(OrderPayments payments, OrderMeters meters) {
		this.payments = payments;
		this.meters = meters;
	}

	@PostMapping(path = "/payments", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> pay(OrderCommandContext target, @ValidBody PaymentRequest body) {
		return this.meters.time("pay", () -> OrderResponses.ok(this.payments.pay(target, body.toPayment())));
	}

	@PatchMapping(path = "/payments/{paymentId}",
			consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	ResponseEntity<byte[]> changeTip(OrderCommandContext target, @PathVariable String paymentId,
			@ValidBody TipRequest body) {
		return this.meters.time("change_tip",
				() -> OrderResponses.ok(this.payments.changeTip(target, PathId.parse(paymentId), body.tipAmount())));
	}

	@DeleteMapping("/payments/{paymentId}")
	ResponseEntity<byte[]> voidPayment(OrderCommandContext target, @PathVariable String paymentId) {
		return this.meters.time("void_payment",
				() -> OrderResponses.ok(this.payments.voidPayment(target, PathId.parse(paymentId))));
	}

	@PostMapping(path = "/refunds", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> refund(OrderCommandContext target, @ValidBody RefundRequest body) {
		return this.meters.time("refund",
				() -> OrderResponses.ok(this.payments.refund(target, body.paymentId(), body.toRefund())));
	}

}
