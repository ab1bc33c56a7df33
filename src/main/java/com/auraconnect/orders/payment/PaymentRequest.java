package com.auraconnect.orders.payment;

import java.util.function.BiConsumer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.NewPayment;
import com.auraconnect.orders.order.PaymentMethod;
import com.auraconnect.orders.pricing.Amount;

/** The body of {@code POST /orders/{id}/payments}. */
public record PaymentRequest(@NotNull @Nullable PaymentMethod method, @NotNull @Nullable Amount amount,
		@Nullable Amount tipAmount, @Size(min = 1, max = 255) @Text @Nullable String token,
		@Size(min = 1, max = 255) @Text @Nullable String reference,
		@Nullable Amount tendered) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		MoneyRules.notNegative("amount", this.amount, fault);
		MoneyRules.notNegative("tip_amount", this.tipAmount, fault);
		if (this.amount != null && this.amount.isZero() && tip().isZero()) {
			fault.accept("amount", "must be positive, unless there is a tip_amount");
		}
		checkToken(this.method, this.token, fault);
		checkTender(fault);
	}

	private void checkTender(BiConsumer<String, String> fault) {
		if (this.reference != null && (this.method == PaymentMethod.CASH || this.method == PaymentMethod.CARD)) {
			fault.accept("reference", "is for gift_card, voucher and external only");
		}
		if (this.tendered != null && this.method != null && this.method != PaymentMethod.CASH) {
			fault.accept("tendered", "is for cash only");
		}
		else {
			MoneyRules.notNegative("tendered", this.tendered, fault);
			if (MoneyRules.isInRange(this.tendered) && MoneyRules.isInRange(this.amount) && MoneyRules.isInRange(tip())
					&& this.tendered.compareTo(this.amount.plus(tip())) < 0) {
				fault.accept("tendered", "must be at least amount and tip_amount");
			}
		}
	}

	private Amount tip() {
		return (this.tipAmount != null) ? this.tipAmount : Amount.ZERO;
	}

	/** Requires a token for a card and rejects one for anything else. */
	public static void checkToken(@Nullable PaymentMethod method, @Nullable String token,
			BiConsumer<String, String> fault) {
		if (method == PaymentMethod.CARD && token == null) {
			fault.accept("token", "is needed for a card");
		}
		if (method != null && method != PaymentMethod.CARD && token != null) {
			fault.accept("token", "is for cards only");
		}
	}

	/** Converts a valid request. */
	public NewPayment toPayment() {
		return new NewPayment(this.method, this.amount, tip(), this.token, this.reference, this.tendered);
	}

	/** Omits the card's token. */
	@Override
	public String toString() {
		return "PaymentRequest[method=" + this.method + ", amount=" + this.amount + "]";
	}

}
