package com.auraconnect.orders.check;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.AmountReader;
import com.auraconnect.orders.order.AmountTooHigh;
import com.auraconnect.orders.order.CheckNotFound;
import com.auraconnect.orders.order.CheckPayments;
import com.auraconnect.orders.order.ClosedDays;
import com.auraconnect.orders.order.InvalidCheckState;
import com.auraconnect.orders.order.InvalidOrderState;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.NewPayment;
import com.auraconnect.orders.order.NewRefund;
import com.auraconnect.orders.order.OrderUnitOfWork;
import com.auraconnect.orders.order.PaymentCaptured;
import com.auraconnect.orders.order.PaymentNotFound;
import com.auraconnect.orders.order.UnknownItem;
import com.auraconnect.orders.order.UnknownPayment;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Payments and refunds of checks: money that is settled when it is recorded, in one
 * transaction with the shares of all orders. {@link CheckPayments} has the rules.
 */
@Service
class CheckTill {

	private final CheckService service;

	private final CheckRepository checks;

	private final OrderUnitOfWork unitOfWork;

	private final Locations locations;

	private final ClosedDays closedDays;

	private final Json json;

	CheckTill(CheckService service, CheckRepository checks, OrderUnitOfWork unitOfWork, Locations locations,
			ClosedDays closedDays, Json json) {
		this.service = service;
		this.checks = checks;
		this.unitOfWork = unitOfWork;
		this.locations = locations;
		this.closedDays = closedDays;
		this.json = json;
	}

	/**
	 * Takes a payment other than by card.
	 * @throws InvalidRequest if it is by card
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws InvalidCheckState if the check is closed or has nothing to pay for
	 * @throws InvalidOrderState if an order has too many payments
	 * @throws AmountTooHigh if the amount is more than is open
	 */
	CheckDocument pay(CheckCommand target, NewPayment payment) {
		if (payment.method().isCharged()) {
			throw new InvalidRequest("method", "must not be card: a card pays the orders of a check one by one");
		}
		return change(target, (check, orders) -> {
			check.requireOpen();
			var by = target.by().actor();
			var location = this.locations.getInTransaction(check.tenantId(), check.locationId());
			var tendered = tendered(payment, location.unit());
			var id = this.checks.insertPayment(check, payment, tendered, by, this.service.now());
			orders.take(id, payment, location.payments().coin(), by, this.service.now());
			return id;
		});
	}

	/**
	 * Converts the amounts to the currency of the location; returns the cash handed over.
	 */
	private static @Nullable Money tendered(NewPayment payment, MinorUnit unit) {
		var reader = new AmountReader(unit);
		reader.money("amount", payment.amount());
		reader.money("tip_amount", payment.tip());
		var tendered = reader.optional("tendered", payment.tendered());
		reader.requireValid();
		return tendered;
	}

	/**
	 * Changes the tip of a payment in cash, also on a closed check.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws PaymentNotFound if the check has no such payment
	 * @throws PaymentCaptured if the payment is not in cash, or its day is closed
	 * @throws AmountTooHigh if the guest has not handed over as much
	 */
	CheckDocument changeTip(CheckCommand target, long paymentId, Amount tip) {
		return change(target, (check, orders) -> {
			requireDayOpen(check, paymentId);
			orders.changeTip(paymentId, tip, this.checks.tendered(check, paymentId).map(Money::of).orElse(null),
					this.service.now());
			return paymentId;
		});
	}

	/** The cash of a closed day is counted. */
	private void requireDayOpen(Check check, long paymentId) {
		this.checks.takenAt(check, paymentId).ifPresent((at) -> {
			var day = this.locations.getInTransaction(check.tenantId(), check.locationId()).businessDay(at);
			if (this.closedDays.isCounted(check.tenantId(), check.locationId(), day, at)) {
				throw new PaymentCaptured("The day of payment " + paymentId + " is closed; its tip cannot be changed");
			}
		});
	}

	/**
	 * Voids a payment that is not captured.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws PaymentNotFound if the check has no such payment
	 * @throws PaymentCaptured if the money was taken
	 */
	CheckDocument voidPayment(CheckCommand target, long paymentId) {
		return change(target, (_, orders) -> {
			orders.voidPayment(paymentId, this.service.now());
			return paymentId;
		});
	}

	/**
	 * Refunds money of a payment, also of a closed check.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws UnknownPayment if the check has no such payment
	 * @throws UnknownItem if no order with a share has one of the lines
	 * @throws AmountTooHigh if less is left to refund
	 */
	CheckDocument refund(CheckCommand target, long paymentId, NewRefund refund) {
		return change(target, (_, orders) -> {
			orders.refund(paymentId, refund, target.by().actor(), this.service.now());
			return paymentId;
		});
	}

	/**
	 * Changes the payments of a check.
	 * @param work returns the id of the payment
	 */
	private CheckDocument change(CheckCommand target, ToLongBiFunction<Check, CheckPayments> work) {
		return this.unitOfWork.changeSeveral((transaction) -> {
			var before = this.service.locked(target);
			var orders = transaction.lock(target.by(), this.service.orderIds(before));
			var paymentId = work.applyAsLong(before, new CheckPayments(orders));
			if (!transaction.write(orders)) {
				return this.service.answer(target, 200, before);
			}
			return save(target, before.withChangedPayments(this.service.now()), paymentId);
		});
	}

	private CheckDocument save(CheckCommand target, Check after, long paymentId) {
		this.checks.update(after);
		var document = this.service.answer(target, 200, after);
		this.service.append(after,
				CheckEvent.Updated.of(after, Map.of("payments", payment(document, paymentId)), target.by().actor()));
		return document;
	}

	/**
	 * Returns a payment as events show it: without its refunds, whose reasons would
	 * exceed the size of a message.
	 */
	private List<JsonNode> payment(CheckDocument check, long paymentId) {
		return this.json.tree(check.json())
			.required("payments")
			.valueStream()
			.filter((candidate) -> candidate.required("id").asLong() == paymentId)
			.<JsonNode>map((payment) -> ((ObjectNode) payment).without("refunds"))
			.toList();
	}

}
