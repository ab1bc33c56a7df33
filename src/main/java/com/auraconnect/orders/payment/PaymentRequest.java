package com.auraconnect.orders.payment;

import java.util.function.BiConsumer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.NewPayment;
import com.auraconnect.orders.order.PaymentMethod;
import com.auraconnect.orders.pricing.Money;

/** The body of {@code POST /orders/{id}/payments}. */
public record PaymentRequest(@NotNull @Nullable PaymentMethod method, @NotNull @Nullable Money amount,
		@Nullable Money tipAmount, @Size(min = 1, max = 255) @Text @Nullable String token) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		MoneyRules.positive("amount", this.amount, fault);
		MoneyRules.notNegative("tip_amount", this.tipAmount, fault);
		checkToken(this.method, this.token, fault);
	}

	/** Requires a token for a card and rejects one for cash. */
	public static void checkToken(@Nullable PaymentMethod method, @Nullable String token,
			BiConsumer<String, String> fault) {
		if (method == PaymentMethod.CARD && token == null) {
			fault.accept("token", "is needed for a card");
		}
		if (method == PaymentMethod.CASH && token != null) {
			fault.accept("token", "is for cards only");
		}
	}

	NewPayment toPayment() {
		return new NewPayment(this.method, this.amount, (this.tipAmount != null) ? this.tipAmount : Money.ZERO,
				this.token);
	}

	/** Omits the card's token. */
	@Override
	public String toString() {
		return "PaymentRequest[method=" + this.method + ", amount=" + this.amount + "]";
	}

}
