package com.auraconnect.orders.check;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.idempotency.ResponseRecorderAttribute;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.payment.PaymentRequest;
import com.auraconnect.orders.payment.RefundRequest;
import com.auraconnect.orders.payment.TipRequest;
import com.auraconnect.orders.security.Caller;

/** Serves payments and refunds of checks. Closed to customers. */
@RestController
@RequestMapping(path = "/api/v1/checks/{checkId}", produces = MediaType.APPLICATION_JSON_VALUE)
class CheckPaymentController {

	private final CheckTill till;

	private final OrderMeters meters;

	CheckPaymentController(CheckTill till, OrderMeters meters) {
		this.till = till;
		this.meters = meters;
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@PostMapping(path = "/payments", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> pay(@AuthenticationPrincipal Caller caller, @PathVariable String checkId, WebRequest request,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody PaymentRequest body) {
		return this.meters.time("pay_check", () -> CheckController
			.ok(this.till.pay(CheckController.command(caller, checkId, request, recorder), body.toPayment())));
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@PatchMapping(path = "/payments/{paymentId}",
			consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	ResponseEntity<byte[]> changeTip(@AuthenticationPrincipal Caller caller, @PathVariable String checkId,
			@PathVariable String paymentId, WebRequest request,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody TipRequest body) {
		return this.meters.time("change_check_tip",
				() -> CheckController
					.ok(this.till.changeTip(CheckController.command(caller, checkId, request, recorder),
							PathId.parse(paymentId), body.tipAmount())));
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@DeleteMapping("/payments/{paymentId}")
	ResponseEntity<byte[]> voidPayment(@AuthenticationPrincipal Caller caller, @PathVariable String checkId,
			@PathVariable String paymentId, WebRequest request,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder) {
		return this.meters.time("void_check_payment", () -> CheckController.ok(this.till
			.voidPayment(CheckController.command(caller, checkId, request, recorder), PathId.parse(paymentId))));
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@PostMapping(path = "/refunds", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> refund(@AuthenticationPrincipal Caller caller, @PathVariable String checkId,
			WebRequest request, @RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody RefundRequest body) {
		return this.meters.time("refund_check", () -> CheckController.ok(this.till
			.refund(CheckController.command(caller, checkId, request, recorder), body.paymentId(), body.toRefund())));
	}

}
