package com.auraconnect.orders.order;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.order;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of balances and payment statuses in {@code docs/money.md}: each row is an
 * order of 11.00 to which the payments of the row happen. {@code -Dmoney.write=true}
 * writes it.
 */
class BalanceTests {

	private static final Path DOCUMENT = Path.of("docs", "money.md");

	private static final String HEAD = """
			| what happened to an order of 11.00 | paid | refunded | balance | payment status |
			| --- | ---: | ---: | ---: | --- |
			""";

	private static final String END = "\n\n";

	private final List<String> rows = new ArrayList<>();

	@Test
	void theTableIsWhatTheOrderSays() throws IOException {
		row("nothing", (_) -> {
		});
		row("a card that the bank has not answered", (it) -> it.pay("card", "11.00"));
		row("a declined card", (it) -> it.pay("card", "11.00").decline());
		row("a declined card, then another that is pending",
				(it) -> it.pay("card", "11.00").decline().pay("card", "11.00"));
		row("a card for a part, authorized", (it) -> it.pay("card", "5.00").authorize());
		row("a card for all of it, authorized", (it) -> it.pay("card", "11.00").authorize());
		row("a card for all of it, captured", (it) -> it.pay("card", "11.00").authorize().capture());
		row("a card for all of it, voided", (it) -> it.pay("card", "11.00").authorize().voided());
		row("cash for a part", (it) -> it.pay("cash", "4.00"));
		row("cash for a part, a card for the rest, authorized",
				(it) -> it.pay("cash", "4.00").pay("card", "7.00").authorize());
		row("cash, or any other tender, for all of it", (it) -> it.pay("voucher", "11.00"));
		row("paid, then a line of 4.40 is added", (it) -> it.pay("cash", "11.00").addFries());
		row("authorized, then a line of 4.40 is added", (it) -> it.pay("card", "11.00").authorize().addFries());
		row("a line of 4.40 is added, paid, and voided", (it) -> it.addFries().pay("cash", "15.40").takeOffFries());
		row("the same, and the 4.40 are given back as a correction",
				(it) -> it.addFries().pay("cash", "15.40").takeOffFries().refund("correction", "4.40"));
		row("paid, 1.00 of goodwill", (it) -> it.pay("cash", "11.00").refund("goodwill", "1.00"));
		row("paid, 1.00 of goodwill, then a line of 4.40 is added",
				(it) -> it.pay("cash", "11.00").refund("goodwill", "1.00").addFries());
		row("paid, all of it given back as goodwill", (it) -> it.pay("cash", "11.00").refund("goodwill", "11.00"));
		row("paid, 1.00 taken back as a correction", (it) -> it.pay("cash", "11.00").refund("correction", "1.00"));
		row("paid in cash, taken back, paid by card",
				(it) -> it.pay("cash", "11.00").refund("correction", "11.00").pay("card", "11.00").authorize());
		row("paid, all of it taken back as a correction",
				(it) -> it.pay("cash", "11.00").refund("correction", "11.00"));
		row("cancelled, nothing was paid", Steps::cancel);
		row("cancelled, the card was voided", (it) -> it.pay("card", "11.00").authorize().cancel().voided());
		row("cancelled, cash is still to be given back", (it) -> it.pay("cash", "11.00").cancel());
		row("cancelled, cash was given back", (it) -> it.pay("cash", "11.00").cancel().refund("correction", "11.00"));
		row("1.00 of goodwill, then cancelled, and the rest was given back",
				(it) -> it.pay("cash", "11.00").refund("goodwill", "1.00").cancel().refund("correction", "10.00"));
		row("discounted to nothing", order().with(OrderMother.BURGER, 1).less("10.00"), (_) -> {
		});
		row("discounted to nothing, with a tip of 5.00 in cash", order().with(OrderMother.BURGER, 1).less("10.00"),
				(it) -> it.tip("5.00"));

		var table = HEAD + String.join("\n", this.rows);
		var document = Files.readString(DOCUMENT);
		var begin = document.indexOf(HEAD);
		assertThat(begin).as("the table's place in " + DOCUMENT).isNotNegative();
		var current = document.substring(begin, document.indexOf(END, begin));
		if (Boolean.getBoolean("money.write")) {
			Files.writeString(DOCUMENT, document.replace(current, table));
		}
		else {
			assertThat(current).isEqualTo(table);
		}
	}

	private void row(String what, Consumer<Steps> happened) {
		row(what, order().with(OrderMother.BURGER, 1), happened);
	}

	private void row(String what, OrderMother mother, Consumer<Steps> happened) {
		var order = mother.taken();
		happened.accept(new Steps(order));
		var balance = order.balance();
		assertThat(balance.open()).as(what)
			.isEqualTo(((order.status() == OrderStatus.CANCELLED) ? Money.of("0.00") : order.totals().withoutTip())
				.minus(balance.rounding())
				.minus(balance.paid())
				.plus((order.status() == OrderStatus.CANCELLED) ? balance.refunded() : balance.corrected()));
		this.rows.add("| %s | %s | %s | %s | `%s` |".formatted(what, balance.paid(), balance.refunded(), balance.open(),
				WireNames.of(order.paymentStatus())));
	}

	/**
	 * Steps that happen to the payments of an order; each concerns the latest payment.
	 */
	private record Steps(Order order) {

		Steps pay(String method, String amount) {
			return pay(new NewPayment(WireNames.parse(PaymentMethod.class, method), Amount.of(amount), Amount.ZERO,
					method.equals("card") ? "tok_ok" : null));
		}

		Steps tip(String tip) {
			return pay(new NewPayment(PaymentMethod.CASH, Amount.ZERO, Amount.of(tip), null));
		}

		private Steps pay(NewPayment payment) {
			this.order.money().pay(payment, null, "ann", TAKEN);
			return this;
		}

		Steps authorize() {
			this.order.money().markAuthorized(payment(), "a-1", "4242", TAKEN);
			return this;
		}

		Steps decline() {
			this.order.money().markDeclined(payment(), "card_declined", TAKEN);
			return this;
		}

		Steps capture() {
			this.order.money().assignCaptureAmounts();
			this.order.money().markCaptured(payment(), payment().charge(), TAKEN);
			return this;
		}

		Steps voided() {
			this.order.money().voidPayment(payment(), TAKEN);
			return this;
		}

		Steps refund(String kind, String amount) {
			OrderMother.assignIds(this.order);
			this.order.money()
				.refund(payment(), new NewRefund(Amount.of(amount), WireNames.parse(Refund.Kind.class, kind), "cold"),
						"ann", TAKEN);
			return this;
		}

		Steps addFries() {
			this.order.lines().add(List.of(OrderMother.item(OrderMother.FRIES, 1)), OrderMother.MENU, TAKEN);
			OrderMother.assignIds(this.order);
			return this;
		}

		Steps takeOffFries() {
			this.order.lines().remove(2, "ann", TAKEN);
			return this;
		}

		Steps cancel() {
			this.order.cancel(new Cancellation(CancellationReason.CUSTOMER_REQUEST, null), "ann", TAKEN);
			return this;
		}

		private Payment payment() {
			return this.order.payments().getLast();
		}

	}

}
