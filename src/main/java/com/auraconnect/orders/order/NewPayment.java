package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * New payment of an order.
 *
 * @param amount the amount without the tip; zero for a payment of a tip alone
 * @param token the payment service's one-time card token, null unless it is a card
 * @param reference the caller's own id of a payment that was taken elsewhere, such as the
 * number of a voucher; null if there is none
 * @param tendered the cash that the guest has handed over, null if it was not said
 */
public record NewPayment(PaymentMethod method, Amount amount, Amount tip, @Nullable String token,
		@Nullable String reference, @Nullable Amount tendered) {

	/** Creates a payment that is described by its amount alone, or by a card's token. */
	public NewPayment(PaymentMethod method, Amount amount, Amount tip, @Nullable String token) {
		this(method, amount, tip, token, null, null);
	}

	/** Amounts of a payment in the currency of its order. */
	record Sums(Money amount, Money tip, @Nullable Money tendered) {
	}

	/**
	 * Converts the amounts to the currency of the order.
	 * @throws InvalidAmounts with all amounts that the currency does not have
	 */
	Sums in(MinorUnit unit) {
		var reader = new AmountReader(unit);
		var sums = new Sums(reader.money("amount", this.amount), reader.money("tip_amount", this.tip),
				reader.optional("tendered", this.tendered));
		reader.requireValid();
		return sums;
	}

	/** Leaves out the token. */
	@Override
	public String toString() {
		return "NewPayment[method=" + this.method + ", amount=" + this.amount + ", tip=" + this.tip + "]";
	}

}
