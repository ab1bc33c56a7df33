package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderEvent.Created;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.TaxRule;

/**
 * Aggregate root of an order.
 * <p>
 * An order starts as {@code pending}, with the menu's prices. In the background its stock
 * is reserved and its payment authorized. Then it is {@code confirmed}, automatically or
 * by a person, and fired, at once or at its time: the kitchen makes it {@code preparing},
 * {@code ready}, course by course where courses are held. At the handover it is
 * {@code completed}: its stock is committed, and its cards are captured then or after the
 * location's delay. Until it is ready it can be {@code cancelled}, which releases its
 * stock and payment. {@link OrderStateMachine} defines these transitions. What it costs
 * can be adjusted, and paid or given back, also after it is completed.
 * <p>
 * Every change visible to clients is a method of the order or of one of its parts:
 * {@link #amendments()}, {@link #lines()}, {@link #preparation()}, {@link #money()},
 * {@link #stock()}. It increments {@code version} once per transaction and records domain
 * events.
 */
// its parts keep the order, and use it only once it is complete
@SuppressWarnings("this-escape")
@Entity
@Table(name = "orders")
public class Order {

	/**
	 * Number of changes after which those that could be repeated forever are refused: an
	 * order's events are read as a whole.
	 */
	static final int MAX_CHANGES = 5000;

	@Id
	private long id;

	private int version = 1;

	@Embedded
	private Sale sale;

	@Embedded
	private OrderFields fields;

	/** Null if all of its parts are. */
	@Embedded
	private @Nullable OrderDetails details;

	private OrderStatus status = OrderStatus.PENDING;

	private PaymentStatus paymentStatus = PaymentStatus.UNPAID;

	/** Null if all of its parts are. */
	@Embedded
	private @Nullable Schedule schedule;

	/** Null where nothing is held: the courses go to the kitchen all at once. */
	@Embedded
	private @Nullable CourseProgress courseProgress;

	@Convert(converter = JsonColumns.Partners.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<Partner> degraded;

	@Embedded
	private Totals totals;

	@Embedded
	private Prices prices = Prices.NONE;

	@Embedded
	private StockReservation reservation = StockReservation.NONE;

	/** Order version of the last change that the kitchen must see. */
	private int kitchenVersion = 1;

	/** Null unless the order was cancelled. */
	@Embedded
	private @Nullable Cancellation cancellation;

	private @Nullable Instant estimatedReadyTime;

	/** When the cards are captured; null if that is at the completion. */
	private @Nullable Instant captureAt;

	private Instant updatedAt;

	@Transient
	private final OrderLines lines = new OrderLines(this);

	@Transient
	private final OrderAmendments amendments = new OrderAmendments(this);

	@Transient
	private final OrderPreparation preparation = new OrderPreparation(this);

	@Transient
	private final OrderMoney money = new OrderMoney(this);

	@Transient
	private final OrderStock stock = new OrderStock(this);

	@Transient
	private final List<StatusChange> statusHistory = new ArrayList<>();

	@Transient
	private final ChangeTracking tracking = new ChangeTracking();

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	private Order(long id, Location location, NewOrder request, Set<Partner> degraded, Instant now) {
		this.id = id;
		this.sale = Sale.of(id, location, request, now);
		this.fields = OrderFields.of(request);
		this.details = request.details().orNull();
		this.totals = Totals.zero(location.unit());
		this.degraded = List.copyOf(new TreeSet<>(degraded));
		this.updatedAt = now;
	}

	/**
	 * Creates an order.
	 * @param menu contains all items and modifiers of the request
	 * @param degraded the partners that were unavailable
	 * @throws InvalidAmounts if the request has amounts that the currency does not have
	 * @throws OrderTooExpensive if a sum is larger than can be stored
	 */
	static Order place(long id, Location location, NewOrder wanted, Map<Long, MenuItem> menu, Set<Partner> degraded,
			String by, Instant now) {
		var request = wanted.in(location.unit());
		var order = new Order(id, location, request, degraded, now);
		order.tracking.attributeTo(by);
		order.lines.append(request.items(), menu);
		if (request.scheduledFor() != null) {
			order.schedule = Schedule.of(request.scheduledFor(), location, order.items());
		}
		OrderPricing.price(order, request.discounts(), request.serviceCharges(), request.tip().in(order.unit()));
		order.statusHistory.add(new StatusChange(order, null, OrderStatus.PENDING, order.createdAt(), by, null));
		if (order.sale.isHandedOverOnArrival()) {
			order.runThroughToCompleted(by);
		}
		if (request.payment() != null) {
			order.money.payInFull(request.payment(), location.payments(), by, now);
		}
		order.updatePaymentStatus();
		order.tracking.record(new Created());
		return order;
	}

	/**
	 * Moves a new order through all states at the time when it was placed: the terminal
	 * has no other. Records no events but the creation.
	 */
	private void runThroughToCompleted(String by) {
		for (var next : List.of(OrderStatus.CONFIRMED, OrderStatus.PREPARING, OrderStatus.READY,
				OrderStatus.COMPLETED)) {
			enter(next, by, null, createdAt());
		}
		KitchenLines.of(items()).finish();
		this.schedule = schedule().fired(createdAt());
	}

	/**
	 * Confirms the order. That fires it, unless it is fired at a time of its own. Unless
	 * courses are off, the lines after the first course are held from now on.
	 * @param courses how its courses go to the kitchen, whatever the location changes
	 * later
	 */
	void confirm(Courses courses, String by, @Nullable String reason, Instant now) {
		moveTo(OrderStatus.CONFIRMED, by, reason, now);
		if (schedule().fireAt() == null) {
			this.schedule = schedule().fired(this.updatedAt);
		}
		if (courses != Courses.OFF) {
			this.preparation.holdLaterCourses(courses, by, now);
		}
	}

	/**
	 * Completes the order: it was handed over. Its cards are captured after the delay.
	 * @throws InvalidOrderState if a recalled line is not ready again
	 */
	void complete(Duration captureDelay, String by, @Nullable String reason, Instant now) {
		if (this.preparation.isRecalled()) {
			throw new InvalidOrderState(
					"An item of the order was recalled and is being made again; bump it before the order is completed");
		}
		moveTo(OrderStatus.COMPLETED, by, reason, now);
		this.preparation.finish(by, now);
		if (captureDelay.isPositive()) {
			this.captureAt = now.plus(captureDelay);
		}
		else {
			this.money.assignCaptureAmounts();
		}
	}

	/** Cancels the order. */
	void cancel(Cancellation cancellation, String by, Instant now) {
		moveTo(OrderStatus.CANCELLED, by, cancellation.describe(), now);
		this.cancellation = cancellation;
		updatePaymentStatus();
	}

	void moveTo(OrderStatus next, String by, @Nullable String reason, Instant now) {
		var previous = this.status;
		enter(next, by, reason, nextUpdate(now));
		touch(now);
		this.tracking.record(new StatusChanged(previous, next, reason, by, List.of()));
	}

	private void enter(OrderStatus next, String by, @Nullable String reason, Instant at) {
		OrderStateMachine.check(this.status, next);
		this.statusHistory.add(new StatusChange(this, this.status, next, at, by, reason));
		this.status = next;
	}

	/**
	 * Checks that the order can still be changed.
	 * @throws InvalidOrderState if it has ended
	 */
	void requireNotEnded() {
		if (this.status.isFinal()) {
			throw new InvalidOrderState("An order that is " + WireNames.of(this.status) + " cannot be changed");
		}
	}

	/**
	 * Checks that the order may be changed once more. Called by the changes that can be
	 * repeated without end. What brings an order to its end is bounded by its lines,
	 * payments and states, and stays possible.
	 * @throws InvalidOrderState if the order was changed as often as it may be
	 */
	void requireRoomForChange() {
		if (!hasRoomForChange()) {
			throw new InvalidOrderState("Order " + this.id + " was changed " + MAX_CHANGES
					+ " times, as often as an order can be; it can still be prepared, paid, completed or cancelled");
		}
	}

	/**
	 * Whether the order may be changed once more. What comes with another change adds no
	 * version of its own.
	 */
	boolean hasRoomForChange() {
		return this.version <= MAX_CHANGES || this.tracking.hasEvents();
	}

	/** Marks the order as handled without an answer of that partner. */
	void markDegraded(Partner partner, Instant now) {
		if (!this.degraded.contains(partner)) {
			var partners = new TreeSet<>(this.degraded);
			partners.add(partner);
			updateDegraded(List.copyOf(partners), now);
		}
	}

	/** Removes the mark after the partner's answer has arrived. */
	void clearDegraded(Partner partner, Instant now) {
		if (this.degraded.contains(partner)) {
			updateDegraded(this.degraded.stream().filter((other) -> other != partner).toList(), now);
		}
	}

	private void updateDegraded(List<Partner> partners, Instant now) {
		touch(now);
		this.degraded = partners;
		this.tracking.record(new Updated(Set.of("degraded")));
	}

	/**
	 * Sets {@code updatedAt}, strictly increasing whatever the clock says: the times of
	 * payments, refunds and status changes keep their order.
	 */
	void touch(Instant now) {
		this.updatedAt = nextUpdate(now);
	}

	Instant nextUpdate(Instant now) {
		return now.isAfter(this.updatedAt) ? now : this.updatedAt.plusMillis(1);
	}

	/** Notes that the kitchen must see the version being made. */
	void showToKitchen() {
		this.kitchenVersion = this.version + 1;
	}

	void updatePaymentStatus() {
		this.paymentStatus = this.money.ledger().status(this.status, totals());
	}

	void update(OrderFields fields) {
		this.fields = fields;
	}

	void update(OrderDetails details) {
		this.details = details.orNull();
	}

	void update(Totals totals, Prices prices) {
		this.totals = totals;
		this.prices = prices;
	}

	void update(StockReservation reservation) {
		this.reservation = reservation;
	}

	void update(@Nullable Schedule schedule) {
		this.schedule = schedule;
	}

	void updateEstimate(@Nullable Instant estimate) {
		this.estimatedReadyTime = estimate;
	}

	void update(CourseProgress progress) {
		this.courseProgress = progress;
	}

	/** Adds the parts as loaded, each list in its order. */
	void attach(List<OrderItem> items, List<Payment> payments, List<StatusChange> statusHistory) {
		this.lines.attach(items);
		this.money.attach(payments);
		this.statusHistory.addAll(statusHistory);
	}

	/** Increments the version, once for each transaction that has events. */
	void incrementVersion() {
		this.version++;
	}

	/** Returns who changes the order, and what has happened to it. */
	public ChangeTracking tracking() {
		return this.tracking;
	}

	/** Returns how its fields are changed. */
	public OrderAmendments amendments() {
		return this.amendments;
	}

	OrderLines lines() {
		return this.lines;
	}

	/** Returns what the kitchen does with the order. */
	public OrderPreparation preparation() {
		return this.preparation;
	}

	/** Returns what was adjusted, paid and given back. */
	public OrderMoney money() {
		return this.money;
	}

	/** Returns the stock that the order needs. */
	public OrderStock stock() {
		return this.stock;
	}

	public long id() {
		return this.id;
	}

	/**
	 * Returns the version: 1 at first, incremented by each transaction that changes
	 * something visible to clients.
	 */
	public int version() {
		return this.version;
	}

	/** Returns what never changes after the order was placed. */
	public Sale sale() {
		return this.sale;
	}

	public long tenantId() {
		return this.sale.tenantId();
	}

	public long locationId() {
		return this.sale.locationId();
	}

	public Instant createdAt() {
		return this.sale.createdAt();
	}

	/** Returns the fields that can be changed. */
	public OrderFields fields() {
		return this.fields;
	}

	public @Nullable Long customerId() {
		return this.fields.customerId();
	}

	/** Returns the id of the check that the order is on, null for none. */
	public @Nullable Long checkId() {
		return this.fields.checkId();
	}

	/** Returns the source, metadata, guest and fulfilment. */
	public OrderDetails details() {
		return (this.details != null) ? this.details : OrderDetails.NONE;
	}

	/** Returns the rules of the sale that tax this order. */
	List<TaxRule> taxRules() {
		var type = WireNames.of(this.fields.orderType());
		return (this.fields.taxExempt() != null) ? List.of()
				: this.sale.taxRules().stream().filter((rule) -> rule.appliesToOrderType(type)).toList();
	}

	public OrderStatus status() {
		return this.status;
	}

	public PaymentStatus paymentStatus() {
		return this.paymentStatus;
	}

	/** Returns when the order is due and when it goes to the kitchen. */
	public Schedule schedule() {
		return (this.schedule != null) ? this.schedule : Schedule.NONE;
	}

	@Nullable CourseProgress courseProgress() {
		return this.courseProgress;
	}

	/** Returns the partners whose answer is missing. */
	public List<Partner> degraded() {
		return this.degraded;
	}

	StockReservation reservation() {
		return this.reservation;
	}

	/** Returns why the order costs what it costs. */
	public Prices prices() {
		return this.prices;
	}

	public Totals totals() {
		return this.totals;
	}

	/**
	 * Returns the minor unit of all amounts, that of the location's currency when the
	 * order was taken.
	 */
	MinorUnit unit() {
		return totals().unit();
	}

	/** Returns what was paid and what is open. */
	public Balance balance() {
		return this.money.balance();
	}

	/** Returns when the cards are captured, null if that is at the completion. */
	public @Nullable Instant captureAt() {
		return this.captureAt;
	}

	/** Returns the cancellation, null unless the order was cancelled. */
	public @Nullable Cancellation cancellation() {
		return this.cancellation;
	}

	public @Nullable Instant estimatedReadyTime() {
		return this.estimatedReadyTime;
	}

	public Instant updatedAt() {
		return this.updatedAt;
	}

	/**
	 * Returns the lines in the order in which they were added, including those taken off.
	 */
	public List<OrderItem> items() {
		return this.lines.all();
	}

	/** Returns the payments, oldest first. */
	public List<Payment> payments() {
		return this.money.payments();
	}

	/** Returns the status history, oldest first; the first row has no previous status. */
	public List<StatusChange> statusHistory() {
		return List.copyOf(this.statusHistory);
	}

}
