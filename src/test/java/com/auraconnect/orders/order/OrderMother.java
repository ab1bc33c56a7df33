package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.ServiceCharge;
import com.auraconnect.orders.pricing.TaxRule;
import org.jspecify.annotations.Nullable;

/**
 * Builds orders for tests. Prices are round and the tax is 10 %, so that sums are easy to
 * check: a {@link #BURGER} costs 10.00, with tax 11.00.
 */
public final class OrderMother {

	public static final long TENANT = 7;

	public static final long ID = 42;

	/** Creation time of every order. */
	public static final Instant TAKEN = Instant.parse("2026-03-01T12:00:00Z");

	public static final long BURGER = 10;

	public static final long FRIES = 20;

	/** Menu item without a station, of the tax category {@code drinks}. */
	public static final long COLA = 30;

	static final long CHEESE = 11;

	static final long CUSTOMER = 123;

	static final long CHECK = 77_000_000;

	static final Map<Long, MenuItem> MENU = Map.of(BURGER,
			new MenuItem(BURGER, "Burger", Money.of("10.00"), true, "grill", null, 12,
					Map.of(CHEESE, new MenuItem.Option(CHEESE, "Cheese", Money.of("1.00")))),
			FRIES, new MenuItem(FRIES, "Fries", Money.of("4.00"), true, "fryer", null, 5, Map.of()), COLA,
			new MenuItem(COLA, "Cola", Money.of("3.00"), true, null, "drinks", null, Map.of()));

	private final List<NewOrder.Item> items = new ArrayList<>();

	private final List<Discount> discounts = new ArrayList<>();

	private final List<ServiceCharge> charges = new ArrayList<>();

	private NewOrder.@Nullable PaymentIntent payment;

	private @Nullable Long customerId;

	private NewOrder.@Nullable Offline offline;

	private @Nullable Instant scheduledFor;

	private @Nullable String externalId;

	private Set<Partner> degraded = Set.of();

	private String currency = "USD";

	private OrderType type = OrderType.DINE_IN;

	private @Nullable TaxExemption exemption;

	private OrderDetails details = OrderDetails.NONE;

	private @Nullable List<TaxRule> taxRules;

	private OrderMother() {
	}

	/** Starts an empty order. */
	public static OrderMother order() {
		return new OrderMother();
	}

	/** Creates an unpaid order of a burger: 11.00. */
	public static Order burger() {
		return order().with(BURGER, 1).taken();
	}

	/** Starts an unpaid order of a burger, fries and a cola: 18.70. */
	static OrderMother menu() {
		return order().with(BURGER, 1).with(FRIES, 1).with(COLA, 1);
	}

	/**
	 * Creates a location with 10 % tax, and 5 % more on what leaves the house in bags.
	 */
	public static Location location(boolean autoConfirm) {
		return location("USD", autoConfirm, null);
	}

	private static Location location(String currency, boolean autoConfirm, @Nullable List<TaxRule> rules) {
		var tax = new TaxRule("Tax", new BigDecimal("0.1"), false, TaxRule.Rounding.HALF_UP, TaxRule.Level.ORDER,
				Set.of(), Set.of());
		var bags = new TaxRule("Bags", new BigDecimal("0.05"), false, TaxRule.Rounding.HALF_UP, TaxRule.Level.LINE,
				Set.of(), Set.of("takeout", "delivery"));
		var days = new BusinessDays(ZoneId.of("America/New_York"), LocalTime.of(4, 0));
		return new Location(TENANT, 1, currency, days, autoConfirm, (rules != null) ? rules : List.of(tax, bags),
				Availability.OPEN, new SchedulingRules(15, 7), Courses.OFF, PaymentRules.DEFAULT, Map.of());
	}

	public OrderMother with(long menuItemId, int quantity) {
		this.items.add(item(menuItemId, quantity));
		return this;
	}

	OrderMother with(NewOrder.Item item) {
		this.items.add(item);
		return this;
	}

	static NewOrder.Item item(long menuItemId, int quantity) {
		return new NewOrder.Item(menuItemId, quantity, List.of(), List.of(), null, null);
	}

	/** Adds a fixed discount on the order. */
	OrderMother less(String amount) {
		this.discounts.add(new Discount("Voucher", Adjustment.FIXED, new BigDecimal(amount)));
		return this;
	}

	/** Adds an untaxed service charge in percent of the order. */
	OrderMother withService(String percent) {
		this.charges.add(new ServiceCharge("Service", Adjustment.PERCENTAGE, new BigDecimal(percent), false));
		return this;
	}

	public OrderMother paidByCard(String token, String tip) {
		this.payment = new NewOrder.PaymentIntent(PaymentMethod.CARD, token, Amount.of(tip));
		return this;
	}

	public OrderMother paidInCash() {
		this.payment = new NewOrder.PaymentIntent(PaymentMethod.CASH, null, Amount.ZERO);
		return this;
	}

	OrderMother forCustomer(long customerId) {
		this.customerId = customerId;
		return this;
	}

	/** Sets the time at which an offline terminal took the order. */
	public OrderMother placedAt(Instant placedAt) {
		this.offline = new NewOrder.Offline(placedAt, OfflineState.OPEN);
		return this;
	}

	/** Makes the order one that an offline terminal has handed over already. */
	public OrderMother handedOverAt(Instant placedAt) {
		this.offline = new NewOrder.Offline(placedAt, OfflineState.COMPLETED);
		return this;
	}

	/** Sets when the order is due. */
	public OrderMother scheduledFor(Instant due) {
		this.scheduledFor = due;
		return this;
	}

	OrderMother withExternalId(String externalId) {
		this.externalId = externalId;
		return this;
	}

	OrderMother with(OrderDetails details) {
		this.details = details;
		return this;
	}

	OrderMother exemptFromTaxes(String reason) {
		this.exemption = new TaxExemption(reason, null);
		return this;
	}

	/** Replaces the taxes of the location. */
	OrderMother taxedBy(List<TaxRule> rules) {
		this.taxRules = rules;
		return this;
	}

	OrderMother of(OrderType type) {
		this.type = type;
		return this;
	}

	OrderMother without(Partner... partners) {
		this.degraded = Set.of(partners);
		return this;
	}

	/** Takes the order in another currency: a burger costs 1000 yen or 10.000 dinars. */
	OrderMother in(String currency) {
		this.currency = currency;
		return this;
	}

	private static Map<Long, MenuItem> menuIn(MinorUnit unit) {
		return MENU.values()
			.stream()
			.map((item) -> new MenuItem(item.id(), item.name(), in(unit, item.price()), item.available(),
					item.station(), item.taxCategory(), item.prepMinutes(),
					item.modifiers()
						.values()
						.stream()
						.map((option) -> new MenuItem.Option(option.id(), option.name(), in(unit, option.price())))
						.collect(Collectors.toMap(MenuItem.Option::id, Function.identity()))))
			.collect(Collectors.toMap(MenuItem::id, Function.identity()));
	}

	private static Money in(MinorUnit unit, Money price) {
		return (unit.decimals() == 0) ? unit.units(price.minorUnits()) : unit.of(price.toBigDecimal());
	}

	/** Creates the order as stored: pending, with ids and without events. */
	public Order taken() {
		var order = place();
		order.tracking().takeEvents();
		assignIds(order);
		return order;
	}

	/** Creates the order in that status; all changes are by the service itself. */
	public Order taken(OrderStatus status) {
		var order = taken();
		moveTo(order, status);
		order.tracking().takeEvents();
		return order;
	}

	/** Creates the order before it is stored. */
	Order place() {
		return place(ID);
	}

	Order place(long id) {
		var request = new NewOrder(1, this.type, this.customerId, "5", 2, null, this.scheduledFor, this.externalId,
				this.items, this.discounts, this.charges, this.payment, Quote.NONE, null, this.offline, this.details,
				this.exemption, null);
		var location = location(this.currency, true, this.taxRules);
		return Order.place(id, location, request, menuIn(location.unit()), this.degraded, "till", TAKEN);
	}

	/** Moves an order step by step to that status. */
	public static void moveTo(Order order, OrderStatus status) {
		if (status == OrderStatus.CANCELLED) {
			order.cancel(new Cancellation(CancellationReason.CUSTOMER_REQUEST, null), "system", TAKEN);
			return;
		}
		while (order.status() != status) {
			switch (order.status()) {
				case PENDING -> order.confirm(Courses.OFF, "system", null, TAKEN);
				case CONFIRMED -> order.preparation().startPreparing("system", null, TAKEN);
				case PREPARING -> order.preparation().markReady("system", null, TAKEN);
				case READY -> order.complete(Duration.ZERO, "system", null, TAKEN);
				case COMPLETED, CANCELLED -> throw new IllegalArgumentException(order.status() + " is final");
			}
		}
	}

	/**
	 * Pays a part of the order. A card payment is authorized, with the authorization id
	 * {@code a-} and the payment id.
	 */
	public static void pay(Order order, PaymentMethod method, String amount) {
		var payment = order.money()
			.pay(new NewPayment(method, Amount.of(amount), Amount.ZERO, null), null, "till", TAKEN);
		assignIds(order);
		if (method == PaymentMethod.CARD) {
			order.money().markAuthorized(payment, "a-" + payment.id(), null, TAKEN);
		}
		order.tracking().takeEvents();
	}

	/** Takes a line off the order. */
	public static void takeOff(Order order, long itemId) {
		order.lines().remove(itemId, "till", TAKEN);
		order.tracking().takeEvents();
	}

	/**
	 * Assigns the ids 1, 2, 3 and so on to the parts of an order, as storing it would.
	 */
	static void assignIds(Order order) {
		for (int i = 0; i < order.items().size(); i++) {
			order.items().get(i).assignId(i + 1);
		}
		var payments = order.payments();
		for (int i = 0; i < payments.size(); i++) {
			payments.get(i).assignId(i + 1);
			var refunds = payments.get(i).refunds();
			for (int j = 0; j < refunds.size(); j++) {
				refunds.get(j).assignId(j + 1);
			}
		}
	}

}
