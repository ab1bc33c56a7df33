package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.ServiceCharge;
import org.jspecify.annotations.Nullable;

/** Places a random order and makes random changes, one of those that its state allows. */
final class RandomChange {

	private static final String BY = "till";

	private final Random random;

	private final Map<String, Consumer<Order>> changes = new LinkedHashMap<>();

	private final Set<String> made = new TreeSet<>();

	private Instant now = OrderMother.TAKEN;

	RandomChange(long seed) {
		this.random = new Random(seed);
		this.changes.put("confirm", (order) -> order.confirm(one(Courses.values()), BY, text(), this.now));
		this.changes.put("prepare", (order) -> order.preparation().prepare(null, BY, this.now));
		this.changes.put("bump", (order) -> order.preparation().bump(line(order), BY, this.now));
		this.changes.put("recall", (order) -> order.preparation().recall(line(order), BY, this.now));
		this.changes.put("ready", (order) -> order.preparation().markReady(BY, text(), this.now));
		this.changes.put("complete", (order) -> order.complete(Duration.ZERO, BY, text(), this.now));
		this.changes.put("cancel", (order) -> {
			if (one(5) == 0) {
				order.cancel(new Cancellation(CancellationReason.KITCHEN_ERROR, text()), BY, this.now);
			}
		});
		this.changes.put("estimate",
				(order) -> order.preparation().estimateReady(maybe(this.now.plusSeconds(600)), this.now));
		this.changes.put("amend",
				(order) -> order.amendments()
					.apply(new OrderPatch(patch(text()), patch(maybe(one(20))), patch(text()),
							patch(maybe(OrderMother.CUSTOMER)), null, patch(maybe(guest())), patch(maybe(fulfilment())),
							null, null, patch(maybe(OrderMother.CHECK))), maybe(customer()), this.now));
		this.changes.put("tax anew",
				(order) -> order.amendments()
					.apply(new OrderPatch(null, null, null, null, null, null, null, maybe(one(OrderType.values())),
							patch(maybe(exemption())), null), null, this.now));
		this.changes.put("check", (order) -> order.amendments().moveToCheck(OrderMother.CHECK, this.now));
		this.changes.put("table", (order) -> order.amendments().followToTable(text(), this.now));
		this.changes.put("customer", (order) -> order.amendments().addCustomerDetails(customer(), this.now));
		this.changes.put("add", (order) -> order.lines().add(choices(1 + one(3)), OrderMother.MENU, this.now));
		this.changes.put("change", this::changeLine);
		this.changes.put("void",
				(order) -> order.lines().voidLine(line(order), "dropped", this.random.nextBoolean(), BY, this.now));
		this.changes.put("remove", (order) -> order.lines().remove(line(order), BY, this.now));
		this.changes.put("pay",
				(order) -> order.money()
					.pay(new NewPayment(one(PaymentMethod.values()), amount(), amount(), maybe("tok_" + one(100)),
							maybe("r-" + one(100)), null), maybe(Money.of("0.05")), BY, this.now));
		this.changes.put("authorize",
				(order) -> order.money().markAuthorized(payment(order), "a-" + one(100), maybe("4242"), this.now));
		this.changes.put("decline", (order) -> order.money().markDeclined(payment(order), "stolen", this.now));
		this.changes.put("capture",
				(order) -> order.money().markCaptured(payment(order), payment(order).charge(), this.now));
		this.changes.put("release", (order) -> order.money().markVoided(payment(order), this.now));
		this.changes.put("refund", (order) -> order.money()
			.refund(payment(order), new NewRefund(amount(), one(Refund.Kind.values()), "cold"), BY, this.now));
		this.changes.put("adjust", (order) -> order.money().adjust(adjustment(order), BY, this.now));
		this.changes.put("unadjust",
				(order) -> order.money()
					.removeAdjustment(
							order.prices().adjustments().isEmpty() ? 0
									: one(order.prices().adjustments().toArray(OrderAdjustment[]::new)).id(),
							this.now));
		this.changes.put("tip", (order) -> order.money().changeTip(payment(order), amount(), this.now));
		this.changes.put("void payment", (order) -> order.money().voidPayment(payment(order), this.now));
		this.changes.put("fix captures", (it) -> it.money().assignCaptureAmounts());
		this.changes
			.put("refund items",
					(order) -> order.money()
						.refund(payment(order), new NewRefund(null,
								List.of(new NewRefund.Item(one(order.items().toArray(OrderItem[]::new)).storedId(), 1)),
								Refund.Kind.GOODWILL, "cold"), BY, this.now));
		this.changes.put("refunded", (order) -> {
			var payment = payment(order);
			payment.refunds()
				.forEach((refund) -> order.money().markRefundDone(payment.storedId(), refund.storedId(), this.now));
		});
		this.changes.put("reserve",
				(order) -> order.stock().setReservation("r-" + one(100), 1 + one(order.version()), this.now));
		this.changes.put("change stock", (order) -> order.stock()
			.changeReservation(1 + one(order.version()), this.random.nextBoolean(), this.now));
		this.changes.put("release stock", (it) -> it.stock().clearReservation());
		this.changes.put("reschedule", (order) -> order.preparation()
			.reschedule(maybe(this.now.plusSeconds(3_600 + one(3_600))), OrderMother.location(true), BY, this.now));
		this.changes.put("fire", (order) -> order.preparation().fireIfDue(BY, this.now.plusSeconds(7_200)));
		this.changes.put("fire course", (order) -> order.preparation().fireCourse(heldCourse(order), BY, this.now));
		this.changes.put("degrade", (order) -> order.markDegraded(one(Partner.values()), this.now));
		this.changes.put("recover", (order) -> order.clearDegraded(one(Partner.values()), this.now));
	}

	/** Places an order of one to five lines. */
	Order place(long id) {
		var charge = new ServiceCharge("Service", Adjustment.PERCENTAGE, new BigDecimal("18"),
				this.random.nextBoolean());
		var payment = new NewOrder.PaymentIntent(PaymentMethod.CARD, "tok_ok", amount());
		var request = new NewOrder(1, one(OrderType.values()), maybe(OrderMother.CUSTOMER), text(), maybe(one(20)),
				text(), maybe(this.now.plusSeconds(3_600)), maybe("ext-" + id), choices(1 + one(5)), discounts(),
				this.random.nextBoolean() ? List.of(charge) : List.of(), maybe(payment), Quote.NONE, null,
				maybe(new NewOrder.Offline(this.now.minusSeconds(60), one(OfflineState.values()))), details(),
				(one(4) == 0) ? new TaxExemption("diplomat", maybe("c \" " + one(100))) : null,
				maybe(OrderMother.CHECK));
		return Order.place(id, OrderMother.location(true), request, OrderMother.MENU,
				this.random.nextBoolean() ? Set.of(Partner.MENU, Partner.INVENTORY) : Set.of(), BY, this.now);
	}

	private OrderDetails details() {
		return OrderDetails.of(maybe("kiosk-" + one(3)),
				maybe(new Metadata(Map.of("Loyalty \"id\"", "\u00e9 \\ " + one(100), "empty", ""))),
				guest().applyTo(null), fulfilment().applyTo(null));
	}

	private Guest.Patch guest() {
		return new Guest.Patch(patch(maybe("Zoë \"İ\" " + one(100))), patch(maybe("+1 555 " + one(100))));
	}

	private TaxExemption.Patch exemption() {
		return new TaxExemption.Patch(patch(maybe("diplomat")), patch(maybe("c-" + one(100))));
	}

	private Fulfilment.Patch fulfilment() {
		var address = new Fulfilment.AddressPatch(patch(maybe("1 Main St")), patch(maybe("4b")), patch(maybe("Björk")),
				patch(maybe("0" + one(9))), patch(maybe("NY")), patch(maybe("US")));
		return new Fulfilment.Patch(patch(maybe(address)), patch(text()), patch(maybe("red \\ car")));
	}

	/** Makes one change, or none if a random pick is not allowed in that state. */
	void apply(Order order) {
		var name = pick(order);
		this.now = this.now.plusMillis(one(3));
		try {
			this.changes.get(name).accept(order);
			this.made.add(name);
		}
		catch (InvalidOrderState | IllegalOrderTransition | CourseNotFound | AmountTooHigh | PaymentCaptured
				| UnknownItem | AdjustmentNotFound | InvalidOrderFields ex) {
			// refused before it changed anything
		}
	}

	/** Completes many of the orders that are ready: few get that far. */
	private String pick(Order order) {
		return (order.status() == OrderStatus.READY && one(4) == 0) ? "complete"
				: one(List.copyOf(this.changes.keySet()).toArray(String[]::new));
	}

	/** Returns the names of the changes that were allowed. */
	Set<String> made() {
		return Set.copyOf(this.made);
	}

	/** Returns the names of all changes. */
	Set<String> all() {
		return Set.copyOf(this.changes.keySet());
	}

	private void changeLine(Order order) {
		var id = line(order);
		var modifiers = List.of(new Modifier(OrderMother.CHEESE, "Cheese", Money.of("1.00"), 1 + one(3)));
		order.lines()
			.change(id, order.lines().get(id).content(),
					new ItemChange(maybe(1 + one(9)), null, patch(text()), patch(maybe(1 + one(3)))), maybe(modifiers),
					BY, this.now);
	}

	private List<NewOrder.Item> choices(int count) {
		return IntStream.range(0, count).mapToObj((i) -> choice()).toList();
	}

	private NewOrder.Item choice() {
		if (this.random.nextBoolean()) {
			return new NewOrder.Item(one(OrderMother.FRIES, OrderMother.COLA), 1 + one(9), List.of(), List.of(), text(),
					maybe(1 + one(3)));
		}
		return new NewOrder.Item(OrderMother.BURGER, 1 + one(9),
				List.of(new NewOrder.ModifierChoice(OrderMother.CHEESE, 1 + one(3))), discounts(), text(), null);
	}

	private List<Discount> discounts() {
		var discounts = new ArrayList<Discount>();
		if (this.random.nextBoolean()) {
			discounts.add(new Discount("Happy hour", Adjustment.PERCENTAGE, new BigDecimal("12.5")));
		}
		if (this.random.nextBoolean()) {
			discounts.add(new Discount("Voucher", Adjustment.FIXED, new BigDecimal("0.35")));
		}
		return discounts;
	}

	private static OrderCustomer customer() {
		return new OrderCustomer(OrderMother.CUSTOMER, "Ada", null, "+1");
	}

	private long line(Order order) {
		return one(order.items().toArray(OrderItem[]::new)).storedId();
	}

	/** Returns the course of a random held line, a random course if there is none. */
	private int heldCourse(Order order) {
		var held = order.items().stream().filter((line) -> line.status() == ItemStatus.HELD).toArray(OrderItem[]::new);
		return (held.length > 0) ? one(held).courseNumber() : 1 + one(3);
	}

	private NewAdjustment adjustment(Order order) {
		var kind = one(OrderAdjustment.Kind.values());
		var item = one(order.items().toArray(OrderItem[]::new)).id();
		return new NewAdjustment(kind, switch (kind) {
			case PRICE -> item;
			case SERVICE_CHARGE -> null;
			case DISCOUNT, COMP -> maybe(item);
		}, "Manager", Adjustment.FIXED, amount().value(), "cold", maybe("boss"));
	}

	private Payment payment(Order order) {
		if (order.payments().isEmpty()) {
			throw new InvalidOrderState("no payment");
		}
		return one(order.payments().toArray(Payment[]::new));
	}

	private Amount amount() {
		return new Amount(BigDecimal.valueOf(one(500), 2));
	}

	private @Nullable String text() {
		return maybe("\"No\\ onions\" é 🍔 " + one(100));
	}

	private <T> @Nullable Optional<T> patch(@Nullable T value) {
		return maybe(Optional.ofNullable(value));
	}

	private <T> @Nullable T maybe(@Nullable T value) {
		return this.random.nextBoolean() ? value : null;
	}

	private int one(int bound) {
		return this.random.nextInt(bound);
	}

	@SafeVarargs
	private <T> T one(T... values) {
		return values[this.random.nextInt(values.length)];
	}

}
