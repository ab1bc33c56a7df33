package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import com.auraconnect.orders.order.OrderEvent.Fired;
import com.auraconnect.orders.order.OrderEvent.ItemStatusChanged;
import com.auraconnect.orders.order.OrderEvent.ItemTransition;
import com.auraconnect.orders.order.OrderEvent.ItemsChanged;
import com.auraconnect.orders.order.OrderEvent.PaymentChanged;
import com.auraconnect.orders.order.OrderEvent.PaymentTaken;
import com.auraconnect.orders.order.OrderEvent.PaymentVoided;
import com.auraconnect.orders.order.OrderEvent.RefundRequested;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent.TipChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;
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
 * Every change visible to clients is a method of its own. It increments {@code version}
 * once per transaction and records domain events.
 */
@Entity
@Table(name = "orders")
public class Order {

	private static final int MAX_ADJUSTMENTS = 50;

	private static final int MAX_PAYMENTS = 50;

	private static final int MAX_REFUNDS = 50;

	@Id
	private long id;

	private int version = 1;

	private long tenantId;

	private String orderNumber;

	private String trackingCode;

	private long locationId;

	private @Nullable Long customerId;

	@Convert(converter = JsonColumns.Customer.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private @Nullable OrderCustomer customer;

	private OrderType orderType;

	private OrderStatus status = OrderStatus.PENDING;

	private PaymentStatus paymentStatus = PaymentStatus.UNPAID;

	private @Nullable String tableNumber;

	private @Nullable Integer guestCount;

	private @Nullable String notes;

	/** Null if all of its parts are. */
	@Embedded
	private @Nullable Schedule schedule;

	/** Null where nothing is held: the courses go to the kitchen all at once. */
	@Embedded
	private @Nullable CourseProgress courseProgress;

	private @Nullable String externalId;

	/** The check that the order is on, null for none. */
	private @Nullable Long checkId;

	/** Null if all of its parts are. */
	@Embedded
	private @Nullable OrderDetails details;

	/** Null for an order that was taken online. */
	private @Nullable OfflineState offlineState;

	@Convert(converter = JsonColumns.Partners.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<Partner> degraded;

	@Embedded
	private Totals totals;

	@Convert(converter = JsonColumns.OrderDiscounts.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<OrderDiscount> discounts = List.of();

	@Convert(converter = JsonColumns.OrderServiceCharges.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<OrderServiceCharge> serviceCharges = List.of();

	@Convert(converter = JsonColumns.Adjustments.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<OrderAdjustment> adjustments = List.of();

	@Convert(converter = JsonColumns.OrderTaxes.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<OrderTax> taxes = List.of();

	@Convert(converter = JsonColumns.TaxRules.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<TaxRule> taxRules;

	/** Null for an order that is taxed. */
	@Convert(converter = JsonColumns.OrderTaxExemption.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private @Nullable TaxExemption taxExempt;

	/** Order version in which the stock that the lines need last changed. */
	private int itemsVersion = 1;

	/** Order version of the last change that the kitchen must see. */
	private int kitchenVersion = 1;

	private @Nullable CancellationReason cancellationReason;

	private @Nullable String cancellationNotes;

	private @Nullable Instant estimatedReadyTime;

	/** When the cards are captured; null if that is at the completion. */
	private @Nullable Instant captureAt;

	private @Nullable String reservationId;

	/**
	 * Order version with whose lines the inventory service was last asked for the
	 * reservation; null without one.
	 */
	private @Nullable Integer reservedItemsVersion;

	private Instant createdAt;

	private Instant updatedAt;

	@Transient
	private final List<OrderItem> items = new ArrayList<>();

	@Transient
	private final List<Payment> payments = new ArrayList<>();

	@Transient
	private final List<StatusChange> statusHistory = new ArrayList<>();

	@Transient
	private final RecordedEvents events = new RecordedEvents();

	/** Null for an order that was loaded and is not being changed. */
	@Transient
	private @Nullable String changedBy;

	/** How the last amendment has moved the order between checks, null if it has not. */
	@Transient
	private @Nullable CheckMove checkMove;

	/** Rows of the order in the database; {@link OrderRows#NONE} for a new order. */
	@Transient
	private OrderRows stored = OrderRows.NONE;

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	private Order(long id, Location location, NewOrder request, Instant now) {
		this.id = id;
		this.tenantId = location.tenantId();
		this.locationId = location.id();
		this.createdAt = (request.placedAt() != null && request.placedAt().isBefore(now)) ? request.placedAt() : now;
		this.updatedAt = now;
		this.orderNumber = OrderNumber.of(id, location.businessDay(this.createdAt));
		this.trackingCode = TrackingCode.next();
		this.orderType = request.orderType();
		this.customerId = request.customerId();
		this.tableNumber = request.tableNumber();
		this.guestCount = request.guestCount();
		this.notes = request.notes();
		this.externalId = request.externalId();
		this.checkId = request.checkId();
		this.details = request.details().orNull();
		this.offlineState = (request.offline() != null) ? request.offline().state() : null;
		this.taxRules = location.taxRules();
		this.totals = Totals.zero(location.unit());
		this.taxExempt = request.taxExemption();
		this.degraded = List.of();
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
		var order = new Order(id, location, request, now);
		order.attributeTo(by);
		order.degraded = List.copyOf(new TreeSet<>(degraded));
		order.addLines(request.items(), menu);
		if (request.scheduledFor() != null) {
			order.schedule = Schedule.of(request.scheduledFor(), location, order.items);
		}
		OrderPricing.price(order, request.discounts(), request.serviceCharges(), request.tip().in(order.unit()));
		order.statusHistory.add(new StatusChange(order, null, OrderStatus.PENDING, order.createdAt, by, null));
		if (order.isHandedOverOnArrival()) {
			order.runThroughToCompleted(by);
		}
		if (request.payment() != null) {
			order.payInFull(request.payment(), location.payments(), by, now);
		}
		order.paymentStatus = order.ledger().status(order.status, order.totals);
		order.events.add(new Created());
		return order;
	}

	/**
	 * Moves a new order through all states at the time when it was placed: the terminal
	 * has no other. Records no events but the creation.
	 */
	private void runThroughToCompleted(String by) {
		for (var next : List.of(OrderStatus.CONFIRMED, OrderStatus.PREPARING, OrderStatus.READY,
				OrderStatus.COMPLETED)) {
			enter(next, by, null, this.createdAt);
		}
		kitchenLines().finish();
		this.schedule = schedule().fired(this.createdAt);
	}

	/**
	 * Sets the customer's details on an order that is being created; records no event.
	 */
	void assignCustomer(OrderCustomer known) {
		this.customer = known;
	}

	/** Adds the payment of the whole order. A free order without a tip has none. */
	private void payInFull(NewOrder.PaymentIntent intent, PaymentRules rules, String by, Instant now) {
		var due = this.totals.withoutTip();
		var amount = (intent.method() == PaymentMethod.CASH) ? rules.inCash(due) : due;
		if (amount.isPositive() || intent.tip().isPositive()) {
			var payment = new NewPayment(intent.method(), Amount.of(amount), intent.tip(), intent.token());
			// a terminal that was offline took the money when it took the order; a card
			// is asked for now
			var takenAt = intent.method().isCharged() ? now : this.createdAt;
			this.payments.add(new Payment(this, payment, payment.in(unit()), due.minus(amount), true, by, takenAt));
		}
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
			this.courseProgress = new CourseProgress(courses, kitchenLines().firstCourse());
			recordLineChanges(kitchenLines().holdAfter(this.courseProgress.firedCourse()), by, now);
		}
	}

	/**
	 * Fires a course: its held lines go to the kitchen.
	 * @throws CourseNotFound if the order never had a line of that course
	 * @throws InvalidOrderState if no line of the course is held, or the order has ended
	 */
	public void fireCourse(long course, String by, Instant now) {
		if (!kitchenLines().hasCourse(course)) {
			throw new CourseNotFound(course);
		}
		if (this.status.isFinal()) {
			throw new InvalidOrderState("An order that is " + WireNames.of(this.status) + " cannot be changed");
		}
		if (!kitchenLines().holds(course)) {
			throw new InvalidOrderState("Course " + course + " has no held items");
		}
		recordLineChanges(sendCourse((int) course), by, now);
	}

	private List<ItemTransition> sendCourse(int course) {
		this.courseProgress = Objects.requireNonNull(this.courseProgress).fired(course);
		this.kitchenVersion = this.version + 1;
		return kitchenLines().fire(course);
	}

	/**
	 * Sends the next course of an order whose courses are automatic to the kitchen, if
	 * the course before it is ready or has no lines left. Returns the lines that moved.
	 */
	private List<ItemTransition> sendCourseDue() {
		if (this.courseProgress == null || !this.courseProgress.isAutomatic()) {
			return List.of();
		}
		var due = kitchenLines().courseDue();
		return due.isPresent() ? sendCourse(due.getAsInt()) : List.of();
	}

	/**
	 * Holds a line that the kitchen has not begun, or not, by its course: held are the
	 * lines of a course after the newest fired one, and those that join held lines.
	 */
	private void holdByCourse(OrderItem line) {
		if (this.courseProgress != null) {
			var others = KitchenLines.of(this.items.stream().filter((other) -> other != line).toList());
			line.moveTo((line.courseNumber() > this.courseProgress.firedCourse() || others.holds(line.courseNumber()))
					? ItemStatus.HELD : ItemStatus.PENDING);
		}
	}

	/**
	 * Fires the order: it goes to the kitchen. Does nothing for an order that is not
	 * confirmed, not due or in the kitchen already.
	 * @return whether this has fired the order
	 */
	public boolean fireIfDue(String by, Instant now) {
		if (this.status != OrderStatus.CONFIRMED || !schedule().isDue(now)) {
			return false;
		}
		fire(by, now);
		return true;
	}

	private void fire(String by, Instant now) {
		touch(now);
		this.schedule = schedule().fired(now);
		this.events.add(new Fired(by));
	}

	/**
	 * Moves the due time.
	 * @param wanted null for as soon as possible
	 * @throws InvalidOrderState if the order is in the kitchen already or has ended
	 * @throws InvalidSchedule if the location takes no orders for that time
	 */
	void reschedule(@Nullable Instant wanted, Location location, String by, Instant now) {
		if (Objects.equals(wanted, schedule().scheduledFor())) {
			return;
		}
		if (this.status != OrderStatus.PENDING && !isWaitingToBeFired()) {
			throw new InvalidOrderState("The order has been fired; its scheduled_for cannot be changed");
		}
		location.requireSchedulable(wanted, null, now);
		touch(now);
		var before = schedule();
		this.schedule = (wanted != null) ? Schedule.of(wanted, location, this.items) : null;
		this.events.add(new Updated(before.fireAt() != null || wanted != null ? Set.of("scheduled_for", "fire_at")
				: Set.of("scheduled_for")));
		if (wanted == null && this.status == OrderStatus.CONFIRMED) {
			fire(by, now);
		}
	}

	/**
	 * Plans an order that waits to be fired again, after a change of its lines or its
	 * location.
	 */
	public void planAgain(Location location, Instant now) {
		var planned = isWaitingToBeFired() ? schedule().again(location, this.items) : schedule();
		if (!planned.equals(schedule())) {
			touch(now);
			this.schedule = planned;
			this.events.add(new Updated(Set.of("fire_at")));
		}
	}

	/** Whether the order still has to be fired at a time of its own. */
	public boolean isWaitingToBeFired() {
		return schedule().isWaiting() && !this.status.isFinal();
	}

	/**
	 * Returns the longest preparation time of its lines in minutes, null if none has one.
	 */
	public @Nullable Integer longestPreparation() {
		return Schedule.longestPreparation(this.items);
	}

	/**
	 * Starts the preparation of all lines that are not held.
	 * @throws InvalidOrderState if all lines are held
	 */
	void startPreparing(String by, @Nullable String reason, Instant now) {
		OrderStateMachine.check(this.status, OrderStatus.PREPARING);
		kitchenLines().requireAnyFired(null);
		moveTo(OrderStatus.PREPARING, by, reason, now);
		fireIfWaiting(by, now);
		recordLineChanges(kitchenLines().start(null), by, now);
	}

	/**
	 * Starts the preparation of the pending lines of a station, or of all. Does nothing
	 * for lines that are started already.
	 * @param station the station whose lines start, null for all
	 * @throws StationNotInvolved if the station makes no line of the order
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 * @throws InvalidOrderState if all those lines are held
	 */
	public void prepare(@Nullable String station, String by, Instant now) {
		kitchenLines().requireStation(station);
		if (this.status != OrderStatus.PREPARING) {
			OrderStateMachine.check(this.status, OrderStatus.PREPARING);
		}
		kitchenLines().requireAnyFired(station);
		beginPreparing(by, now);
		recordLineChanges(kitchenLines().start(station), by, now);
	}

	/**
	 * Marks a line as ready; the last line makes the order ready. Moves a confirmed order
	 * to {@code preparing} first. Does nothing for a line that is ready already.
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the line was taken off or is held
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 */
	public void bump(long itemId, String by, Instant now) {
		var line = kitchenLines().line(itemId);
		if (line.status() == ItemStatus.READY && this.status != OrderStatus.CANCELLED) {
			return;
		}
		if (line.status() == ItemStatus.HELD && !this.status.isFinal()) {
			throw new InvalidOrderState("Item " + itemId + " is held; fire its course first");
		}
		if (this.status != OrderStatus.READY) {
			beginPreparing(by, now);
		}
		recordLineChanges(List.of(line.moveTo(ItemStatus.READY)), by, now);
		recordLineChanges(sendCourseDue(), by, now);
		if (this.status != OrderStatus.READY && kitchenLines().isReady()) {
			moveTo(OrderStatus.READY, by, null, now);
		}
	}

	/**
	 * Sets a ready line back to {@code preparing}: it has to be made again. A ready order
	 * stays ready, and is not completed before the line is bumped. Does nothing for a
	 * line that is not ready.
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the line was taken off
	 * @throws IllegalOrderTransition if the order is neither in the kitchen nor ready
	 */
	public void recall(long itemId, String by, Instant now) {
		var line = kitchenLines().line(itemId);
		if (this.status != OrderStatus.PREPARING && this.status != OrderStatus.READY) {
			OrderStateMachine.check(this.status, OrderStatus.PREPARING);
		}
		if (line.status() == ItemStatus.READY) {
			recordLineChanges(List.of(line.moveTo(ItemStatus.PREPARING)), by, now);
		}
	}

	/**
	 * Marks the order and all its lines as ready.
	 * @throws InvalidOrderState if lines are held
	 */
	public void markReady(String by, @Nullable String reason, Instant now) {
		OrderStateMachine.check(this.status, OrderStatus.READY);
		kitchenLines().requireNoneHeld();
		finishAndMoveTo(OrderStatus.READY, by, reason, now);
	}

	/** Whether the order is ready, but a line of it was recalled and is made again. */
	public boolean isRecalled() {
		return this.status == OrderStatus.READY && kitchenLines().isAnyPreparing();
	}

	/** Bumps the recalled lines of a ready order. Does nothing for any other order. */
	public void bumpRecalled(String by, Instant now) {
		if (!isRecalled()) {
			return;
		}
		recordLineChanges(kitchenLines().finish(), by, now);
	}

	/**
	 * Completes the order: it was handed over. Its cards are captured after the delay.
	 * @throws InvalidOrderState if a recalled line is not ready again
	 */
	void complete(Duration captureDelay, String by, @Nullable String reason, Instant now) {
		if (isRecalled()) {
			throw new InvalidOrderState(
					"An item of the order was recalled and is being made again; bump it before the order is completed");
		}
		finishAndMoveTo(OrderStatus.COMPLETED, by, reason, now);
		if (captureDelay.isPositive()) {
			this.captureAt = now.plus(captureDelay);
		}
		else {
			assignCaptureAmounts();
		}
	}

	/**
	 * Sets the capture amount of each authorized card that has none yet, oldest first, to
	 * what the order costs now. Clients see it when the money is taken.
	 */
	void assignCaptureAmounts() {
		ledger().assignCaptureAmounts(balance().open());
	}

	private void beginPreparing(String by, Instant now) {
		if (this.status != OrderStatus.PREPARING) {
			moveTo(OrderStatus.PREPARING, by, null, now);
			fireIfWaiting(by, now);
		}
	}

	/** Fires an order that the kitchen begins before its time. */
	private void fireIfWaiting(String by, Instant now) {
		if (isWaitingToBeFired()) {
			fire(by, now);
		}
	}

	private void finishAndMoveTo(OrderStatus next, String by, @Nullable String reason, Instant now) {
		moveTo(next, by, reason, now);
		recordLineChanges(kitchenLines().finish(), by, now);
	}

	private KitchenLines kitchenLines() {
		return KitchenLines.of(this.items);
	}

	private void recordLineChanges(List<ItemTransition> transitions, String by, Instant now) {
		if (!transitions.isEmpty()) {
			touch(now);
			this.events.add(new ItemStatusChanged(transitions, by));
		}
	}

	/** Cancels the order. */
	void cancel(Cancellation cancellation, String by, Instant now) {
		moveTo(OrderStatus.CANCELLED, by, cancellation.describe(), now);
		this.cancellationReason = cancellation.reason();
		this.cancellationNotes = cancellation.notes();
		this.paymentStatus = ledger().status(this.status, this.totals);
	}

	private void moveTo(OrderStatus next, String by, @Nullable String reason, Instant now) {
		var previous = this.status;
		enter(next, by, reason, nextUpdate(now));
		touch(now);
		this.events.add(new StatusChanged(previous, next, reason, by, List.of()));
	}

	private void enter(OrderStatus next, String by, @Nullable String reason, Instant at) {
		OrderStateMachine.check(this.status, next);
		this.statusHistory.add(new StatusChange(this, this.status, next, at, by, reason));
		this.status = next;
	}

	/** Sets the estimated ready time; null clears it. */
	public void estimateReady(@Nullable Instant estimate, Instant now) {
		if (!Objects.equals(estimate, this.estimatedReadyTime)) {
			touch(now);
			this.estimatedReadyTime = estimate;
			this.events.add(new Updated(Set.of("estimated_ready_time")));
		}
	}

	/**
	 * Changes the fields of the order, not its lines. Another type or tax exemption
	 * prices it again, by the tax rules of its sale.
	 * @param known the details of the customer that the patch names, null if only the id
	 * is known
	 * @throws InvalidOrderState if the order has ended
	 * @throws PaymentCaptured if its taxes would change after money was taken
	 * @throws InvalidOrderFields if the fields do not fit together
	 */
	void amend(OrderPatch patch, @Nullable OrderCustomer known, Instant now) {
		if (this.status.isFinal()) {
			throw new InvalidOrderState("An order that is " + WireNames.of(this.status) + " cannot be changed");
		}
		var changed = new LinkedHashSet<String>();
		var type = (patch.orderType() != null) ? patch.orderType() : this.orderType;
		var exemption = patched("tax_exempt", this.taxExempt,
				(patch.taxExempt() != null)
						? patch.taxExempt().map((exemptionPatch) -> exemptionPatch.applyTo(this.taxExempt)) : null,
				changed);
		if (type != this.orderType) {
			changed.add("order_type");
		}
		if (!changed.isEmpty()) {
			ledger().requireNothingCaptured();
		}
		amendDetails(patch, type, exemption, changed);
		this.tableNumber = patched("table_number", this.tableNumber, patch.tableNumber(), changed);
		this.guestCount = patched("guest_count", this.guestCount, patch.guestCount(), changed);
		this.notes = patched("notes", this.notes, patch.notes(), changed);
		this.customerId = patched("customer_id", this.customerId, patch.customerId(), changed);
		var checkBefore = this.checkId;
		this.checkId = patched("check_id", checkBefore, patch.checkId(), changed);
		this.checkMove = CheckMove.of(checkBefore, this.checkId);
		if (!Collections.disjoint(changed, Set.of("table_number", "notes", "order_type"))) {
			this.kitchenVersion = this.version + 1;
		}
		if (changed.contains("customer_id")) {
			this.customer = patched("customer", this.customer, Optional.ofNullable(known), changed);
		}
		if (!changed.isEmpty()) {
			touch(now);
			this.events.add(new Updated(changed));
		}
		if (changed.contains("order_type") || changed.contains("tax_exempt")) {
			this.orderType = type;
			this.taxExempt = exemption;
			repriceWith(this.adjustments, now);
		}
	}

	/** The kitchen must see another name, and no other change of these. */
	private void amendDetails(OrderPatch patch, OrderType type, @Nullable TaxExemption exemption, Set<String> changed) {
		var before = details();
		var guest = patched("guest", before.guest(),
				(patch.guest() != null) ? patch.guest().map((guestPatch) -> guestPatch.applyTo(before.guest())) : null,
				changed);
		var fulfilment = patched("fulfilment", before.fulfilment(), (patch.fulfilment() != null)
				? patch.fulfilment().map((wanted) -> wanted.applyTo(before.fulfilment())) : null, changed);
		if (!Collections.disjoint(changed, Set.of("order_type", "fulfilment", "tax_exempt"))) {
			InvalidOrderFields.check(type, fulfilment, exemption);
		}
		this.details = before.with(guest, fulfilment).orNull();
		if (!Objects.equals(before.guestName(), details().guestName())) {
			this.kitchenVersion = this.version + 1;
		}
	}

	/**
	 * Puts the order on a check, also after its end. The caller changes the check in the
	 * same transaction.
	 */
	public void moveToCheck(long checkId, Instant now) {
		if (!Objects.equals(this.checkId, checkId)) {
			touch(now);
			this.checkId = checkId;
			this.events.add(new Updated(Set.of("check_id")));
		}
	}

	/**
	 * Moves the order to the table of its check. Does nothing for an order that has
	 * ended.
	 */
	public void followToTable(@Nullable String tableNumber, Instant now) {
		if (!this.status.isFinal()) {
			amend(OrderPatch.ofTable(tableNumber), null, now);
		}
	}

	/**
	 * Fills in the customer's details, if the order still has that customer and no
	 * details yet. Applies to ended orders too.
	 */
	void addCustomerDetails(OrderCustomer found, Instant now) {
		if (this.customer == null && Objects.equals(this.customerId, found.id())) {
			touch(now);
			this.customer = found;
			this.events.add(new Updated(Set.of("customer")));
		}
	}

	private static <T> @Nullable T patched(String name, @Nullable T current, @Nullable Optional<T> wanted,
			Set<String> changed) {
		if (wanted == null || Objects.equals(current, wanted.orElse(null))) {
			return current;
		}
		changed.add(name);
		return wanted.orElse(null);
	}

	/**
	 * Adds lines. They are pending, also while the kitchen makes the others, unless their
	 * course is held.
	 * @param menu contains all chosen items and modifiers
	 * @throws InvalidOrderState if the order is ready or has ended
	 */
	void addItems(List<NewOrder.Item> choices, Map<Long, MenuItem> menu, Instant now) {
		requireEditableItems();
		var stockBefore = stockNeeds();
		var added = addLines(NewOrder.Item.in(unit(), choices), menu);
		added.forEach(this::holdByCourse);
		// no other line can be due: it would have been sent before
		sendCourseDue();
		reprice(added, stockBefore, now);
	}

	private List<OrderItem> addLines(List<NewOrder.Item> choices, Map<Long, MenuItem> menu) {
		var before = this.items.size();
		for (var choice : choices) {
			this.items.add(new OrderItem(this, this.items.size() + 1, menu.get(choice.menuItemId()), choice));
		}
		return List.copyOf(this.items.subList(before, this.items.size()));
	}

	/**
	 * Changes a line that the kitchen has not begun, whatever the others do.
	 * @param seen the content of the line that the change is based on
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the order is ready or has ended, or if the line was
	 * begun or taken off
	 * @throws ConcurrentChange if the line has changed since
	 */
	void changeItem(long itemId, OrderItem.Content seen, ItemChange change, @Nullable List<Modifier> modifiers,
			String by, Instant now) {
		requireEditableItems();
		var item = item(itemId);
		if (!item.content().equals(seen)) {
			throw new ConcurrentChange();
		}
		if (!item.isActive()) {
			throw new InvalidOrderState("Item " + itemId + " was taken off the order and cannot be changed");
		}
		requireUntouched(item, "changed");
		var stockBefore = stockNeeds();
		var course = item.courseNumber();
		item.change(change, modifiers);
		if (item.content().equals(seen)) {
			return;
		}
		if (item.courseNumber() != course) {
			holdByCourse(item);
		}
		var sent = sendCourseDue();
		reprice(List.of(item), stockBefore, now);
		recordLineChanges(sent.stream().filter((moved) -> moved.item() != item).toList(), by, now);
	}

	/**
	 * Takes a line off the order that the kitchen has not begun. Does nothing for a line
	 * that is off already.
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the order is ready or has ended, or if the line was
	 * begun or is the last one
	 */
	void removeItem(long itemId, String by, Instant now) {
		requireEditableItems();
		var item = item(itemId);
		if (item.isActive()) {
			requireUntouched(item, "taken off");
			takeOff(item, new LineVoid(null, false, by, now), by, now);
		}
	}

	/**
	 * Voids a line, also one that the kitchen has begun or finished. Does nothing for a
	 * line that is off already.
	 * @param used whether the stock of the line is gone
	 * @throws ItemNotFound if there is no such line
	 * @throws InvalidOrderState if the order has ended, if the line is the last one, or
	 * if stock is said to be gone of a line that was not begun
	 */
	void voidItem(long itemId, String reason, boolean used, String by, Instant now) {
		if (this.status.isFinal()) {
			throw new InvalidOrderState("An order that is " + WireNames.of(this.status) + " cannot be changed");
		}
		var item = item(itemId);
		if (item.isActive()) {
			if (used && !item.isBegun()) {
				throw new InvalidOrderState("Item " + itemId + " was not begun, so its stock cannot be used up");
			}
			takeOff(item, new LineVoid(reason, used, by, now), by, now);
		}
	}

	private void takeOff(OrderItem item, LineVoid how, String by, Instant now) {
		if (this.items.stream().filter(OrderItem::isActive).count() == 1) {
			throw new InvalidOrderState("The last item cannot be taken off the order; cancel the order instead");
		}
		var stockBefore = stockNeeds();
		item.takeOff(how);
		reprice(List.of(item), stockBefore, now);
		recordLineChanges(sendCourseDue(), by, now);
		if (this.status == OrderStatus.PREPARING && kitchenLines().isReady()) {
			moveTo(OrderStatus.READY, by, null, now);
		}
	}

	/**
	 * Checks that lines can still be added or changed.
	 * @throws InvalidOrderState if the order is ready or has ended
	 */
	void requireEditableItems() {
		if (this.status == OrderStatus.READY || this.status.isFinal()) {
			throw new InvalidOrderState("The items of an order that is " + WireNames.of(this.status)
					+ " cannot be changed; they can until it is ready");
		}
	}

	private static void requireUntouched(OrderItem item, String change) {
		if (item.isBegun()) {
			throw new InvalidOrderState("Item " + item.storedId() + " is " + WireNames.of(item.status())
					+ " and cannot be " + change + "; void it and add a new one");
		}
	}

	private void reprice(List<OrderItem> changed, List<Inventory.Need> stockBefore, Instant now) {
		var before = PriceSnapshot.of(this);
		touch(now);
		this.kitchenVersion = this.version + 1;
		if (!stockNeeds().equals(stockBefore)) {
			this.itemsVersion = this.version + 1;
		}
		OrderPricing.price(this);
		this.paymentStatus = ledger().status(this.status, this.totals);
		this.events.add(before.changes(this, changed));
	}

	/**
	 * Adjusts what the order costs, also after it was handed over.
	 * @throws UnknownItem if the order has no such line, or it was taken off
	 * @throws InvalidOrderState if the order is cancelled, has too many adjustments, or
	 * if a line with its modifiers would cost less than nothing
	 * @throws InvalidAmounts if the currency does not have the value
	 * @throws OrderTooExpensive if a sum is larger than can be stored
	 */
	public void adjust(NewAdjustment wanted, String by, Instant now) {
		requireAdjustable();
		var itemId = wanted.itemId();
		if (itemId != null && this.items.stream().noneMatch((item) -> item.storedId() == itemId && item.isActive())) {
			throw new UnknownItem(itemId);
		}
		if (this.adjustments.size() == MAX_ADJUSTMENTS) {
			throw new InvalidOrderState("An order can have " + MAX_ADJUSTMENTS + " adjustments, no more");
		}
		// a version has one adjustment, so the version is an id that no other has or had
		var added = new ArrayList<>(this.adjustments);
		added.add(OrderAdjustment.of(wanted.in(unit()), this.version + 1, unit(), by, nextUpdate(now)));
		try {
			repriceWith(added, now);
		}
		catch (OrderTooExpensive ex) {
			throw OrderTooExpensive.byAdjustment(unit().largest());
		}
	}

	/**
	 * Takes an adjustment back.
	 * @throws AdjustmentNotFound if the order has no such adjustment
	 * @throws InvalidOrderState if the order is cancelled, or if a line with its
	 * modifiers would cost less than nothing
	 */
	public void removeAdjustment(long adjustmentId, Instant now) {
		requireAdjustable();
		var left = this.adjustments.stream().filter((adjustment) -> adjustment.id() != adjustmentId).toList();
		if (left.size() == this.adjustments.size()) {
			throw new AdjustmentNotFound(adjustmentId);
		}
		repriceWith(left, now);
	}

	private void requireAdjustable() {
		if (this.status == OrderStatus.CANCELLED) {
			throw new InvalidOrderState("An order that is cancelled costs nothing and cannot be adjusted");
		}
	}

	private void repriceWith(List<OrderAdjustment> adjustments, Instant now) {
		var before = PriceSnapshot.of(this);
		touch(now);
		this.adjustments = List.copyOf(adjustments);
		OrderPricing.price(this);
		this.paymentStatus = ledger().status(this.status, this.totals);
		this.events.add(before.changes(this, List.of()));
	}

	/**
	 * Returns the line of that id.
	 * @throws ItemNotFound if there is no such line
	 */
	OrderItem item(long itemId) {
		return this.items.stream()
			.filter((item) -> item.storedId() == itemId)
			.findFirst()
			.orElseThrow(() -> new ItemNotFound(itemId));
	}

	/**
	 * Adds a payment; a card payment still has to be authorized.
	 * @param coin the smallest coin of the location, null if cash is not rounded
	 * @throws InvalidOrderState if the order was cancelled or has too many payments
	 * @throws AmountTooHigh if the amount is more than is open, unless it is that rounded
	 * to the coin
	 * @throws InvalidAmounts if the currency does not have the amounts
	 * @throws OrderTooExpensive if the total with the tip is larger than can be stored
	 */
	Payment pay(NewPayment payment, @Nullable Money coin, String by, Instant now) {
		requirePayable();
		var sums = payment.in(unit());
		var rounding = PaymentLedger.rounding(payment.method(), sums.amount(), payable(), sameUnit(coin));
		touch(now);
		return add(new Payment(this, payment, sums, rounding, false, by, this.updatedAt));
	}

	/**
	 * Adds the order's share in a payment of its check, which {@link CheckPayments} has
	 * computed.
	 * @throws InvalidOrderState if the order was cancelled or has too many payments
	 * @throws OrderTooExpensive if the total with the tip is larger than can be stored
	 */
	void payShare(long checkPaymentId, NewPayment share, Money rounding, String by, Instant now) {
		requirePayable();
		touch(now);
		add(Payment.shareOf(checkPaymentId, this, share, rounding, by, this.updatedAt));
	}

	private void requirePayable() {
		if (this.status == OrderStatus.CANCELLED) {
			throw new InvalidOrderState("An order that is cancelled cannot be paid");
		}
		if (this.payments.size() == MAX_PAYMENTS) {
			throw new InvalidOrderState("An order can have " + MAX_PAYMENTS + " payments, no more");
		}
	}

	private Payment add(Payment added) {
		this.payments.add(added);
		recordPayments(new PaymentTaken(added));
		return added;
	}

	/** Returns what no payment covers; negative for what is owed to the guest. */
	Money payable() {
		return ledger().payable(this.status, this.totals);
	}

	/** Whether the order has a share in a payment of its check. */
	boolean hasShare() {
		return this.payments.stream().anyMatch((payment) -> payment.checkPaymentId() != null);
	}

	/**
	 * Returns the coin in the minor unit of the order, null if that has fewer decimals:
	 * an order that was taken before its location's currency had its own decimals.
	 */
	@Nullable Money sameUnit(@Nullable Money coin) {
		return (coin != null && Amount.of(coin).fits(unit())) ? Amount.of(coin).in(unit()) : null;
	}

	/**
	 * Stores the id of the stock reservation. Clients do not see it, so no event is
	 * recorded for it.
	 * @param itemsVersion the order version whose lines it covers
	 */
	void setReservation(String reservationId, int itemsVersion, Instant now) {
		this.reservationId = reservationId;
		this.reservedItemsVersion = itemsVersion;
		if (isReservationCurrent()) {
			clearDegraded(Partner.INVENTORY, now);
		}
	}

	/**
	 * Stores that the reservation was changed to the lines of an order version.
	 * @param suffices whether there was enough stock; if not, the order is degraded
	 */
	void changeReservation(int itemsVersion, boolean suffices, Instant now) {
		this.reservedItemsVersion = itemsVersion;
		if (!suffices && !this.status.isFinal()) {
			markDegraded(Partner.INVENTORY, now);
		}
		else if (isReservationCurrent()) {
			clearDegraded(Partner.INVENTORY, now);
		}
	}

	/** Returns the stock that the lines need, each menu item once. */
	List<Inventory.Need> stockNeeds() {
		return Inventory.Need.summed(this.items.stream()
			.filter(OrderItem::needsStock)
			.map((item) -> new Inventory.Need(item.menuItemId(), item.quantity())));
	}

	/**
	 * Whether the transaction that has just made this version has changed the stock that
	 * the order needs, and the reservation must follow. A first reservation is made by
	 * the placement, unless the stock did not suffice for it.
	 */
	public boolean isStockToFollow() {
		return this.itemsVersion == this.version && !isReservationCurrent()
				&& (this.reservationId != null || this.degraded.contains(Partner.INVENTORY));
	}

	/** Returns the stock that is gone although its lines were voided. */
	List<Inventory.Need> stockUsedUp() {
		return Inventory.Need.summed(this.items.stream()
			.filter((item) -> !item.isActive() && item.needsStock())
			.map((item) -> new Inventory.Need(item.menuItemId(), item.quantity())));
	}

	/** Whether stock was reserved for the lines as they are now, or refused for them. */
	boolean isReservationCurrent() {
		return this.reservationId != null && this.reservedItemsVersion != null
				&& this.reservedItemsVersion == this.itemsVersion;
	}

	/** Clears the reservation after the stock was committed or released. */
	void clearReservation() {
		this.reservationId = null;
		this.reservedItemsVersion = null;
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
		this.events.add(new Updated(Set.of("degraded")));
	}

	/**
	 * Marks the order as waiting for the payment service, if the payment is still
	 * pending.
	 */
	void markAwaitingPayment(Payment payment, Instant now) {
		if (payment.status() == Payment.State.PENDING) {
			markDegraded(Partner.PAYMENT, now);
		}
	}

	/** Marks a payment as authorized: the bank holds the money. */
	void markAuthorized(Payment payment, String authorizationId, @Nullable String lastFour, Instant now) {
		payment.markAuthorized(authorizationId, lastFour);
		recordPaymentAnswer(payment, now);
	}

	/** Marks a payment as declined by the bank. */
	void markDeclined(Payment payment, String code, Instant now) {
		payment.markDeclined(code);
		recordPaymentAnswer(payment, now);
	}

	/**
	 * Records that a payment has changed by an answer of the payment service, or with the
	 * payment of the check that it is a share of.
	 */
	void recordPaymentAnswer(Payment payment, Instant now) {
		recordPaymentChange(new PaymentChanged(payment), now);
		clearDegradedIfNothingPends(now);
	}

	private void clearDegradedIfNothingPends(Instant now) {
		if (this.payments.stream().noneMatch((other) -> other.status() == Payment.State.PENDING)) {
			clearDegraded(Partner.PAYMENT, now);
		}
	}

	/**
	 * Marks a payment as captured.
	 * @param captured the amount with the tip that the payment service has taken
	 */
	void markCaptured(Payment payment, Money captured, Instant now) {
		payment.markCaptured(captured);
		recordPaymentChange(new PaymentChanged(payment), now);
	}

	/**
	 * Changes the tip of a payment, also after the order is completed.
	 * @throws InvalidOrderState if the order is cancelled, or the payment is pending or
	 * has ended
	 * @throws PaymentCaptured if the tip was taken, or is being taken
	 * @throws AmountTooHigh if the guest has not handed over as much cash
	 * @throws InvalidAmounts if the currency does not have the tip
	 * @throws OrderTooExpensive if the total with the tip is larger than can be stored
	 */
	void changeTip(Payment payment, Amount wanted, Instant now) {
		if (this.status == OrderStatus.CANCELLED) {
			throw new InvalidOrderState("An order that is cancelled takes no tip");
		}
		var reader = new AmountReader(unit());
		var tip = reader.money("tip_amount", wanted);
		reader.requireValid();
		if (!payment.tipAmount().equals(tip)) {
			payment.changeTip(tip);
			recordPaymentChange(new TipChanged(payment), now);
		}
	}

	/**
	 * Voids a payment that is pending or authorized. Money that the bank holds for it
	 * still has to be released. Does nothing for one that was voided before.
	 * @throws InvalidOrderState if the bank has declined the card
	 * @throws PaymentCaptured if the money was taken, or is being taken
	 */
	void voidPayment(Payment payment, Instant now) {
		if (payment.status() == Payment.State.VOIDED) {
			return;
		}
		payment.requestVoid();
		touch(now);
		recordPayments(new PaymentVoided(payment));
		clearDegradedIfNothingPends(now);
	}

	/** Marks a payment as voided: its authorization was cancelled or never made. */
	void markVoided(Payment payment, Instant now) {
		payment.markVoided();
		recordPaymentAnswer(payment, now);
	}

	/**
	 * Adds a refund; a card refund still has to be sent.
	 * @throws UnknownItem if the order has no line that is to be refunded
	 * @throws InvalidOrderState if the payment is not captured, or nothing would go back
	 * @throws AmountTooHigh if less is left to refund
	 * @throws InvalidAmounts if the currency does not have the amount
	 */
	Refund refund(Payment payment, NewRefund wanted, String by, Instant now) {
		var items = new ItemRefunds(this).price(wanted.items());
		var amount = wanted.total(items, unit());
		touch(now);
		var refund = payment.refund(wanted, amount, items, by, this.updatedAt);
		recordPayments(new RefundRequested(payment, refund));
		return refund;
	}

	/**
	 * Checks that one more refund may be requested. Those of a cancellation are always
	 * made.
	 * @throws InvalidOrderState if the order has as many refunds as it may have
	 */
	void requireRoomForRefund() {
		if (this.payments.stream().mapToInt((payment) -> payment.refunds().size()).sum() >= MAX_REFUNDS) {
			throw new InvalidOrderState("An order can have " + MAX_REFUNDS + " refunds, no more");
		}
	}

	/** Marks a refund as done. */
	void markRefundDone(long paymentId, long refundId, Instant now) {
		var payment = ledger().get(paymentId);
		var refund = payment.refund(refundId);
		if (refund.status() == Refund.State.PENDING) {
			refund.markDone();
			recordPaymentChange(new PaymentChanged(payment), now);
		}
	}

	PaymentLedger ledger() {
		return new PaymentLedger(this.payments, unit());
	}

	/** Returns what was paid and what is open. */
	public Balance balance() {
		return ledger().balance(this.status, this.totals);
	}

	/**
	 * Returns the minor unit of all amounts, that of the location's currency when the
	 * order was taken.
	 */
	MinorUnit unit() {
		return this.totals.unit();
	}

	/** Returns what the order costs, line by line. */
	public OrderBill bill() {
		return OrderBill.of(this);
	}

	/** Returns when the cards are captured, null if that is at the completion. */
	public @Nullable Instant captureAt() {
		return this.captureAt;
	}

	private void recordPaymentChange(OrderEvent event, Instant now) {
		touch(now);
		recordPayments(event);
	}

	private void recordPayments(OrderEvent event) {
		this.totals = OrderPricing.withTip(this.totals, ledger().tips());
		this.paymentStatus = ledger().status(this.status, this.totals);
		this.events.add(event);
	}

	/**
	 * Sets {@code updatedAt}, strictly increasing whatever the clock says: the times of
	 * payments, refunds and status changes keep their order.
	 */
	private void touch(Instant now) {
		this.updatedAt = nextUpdate(now);
	}

	private Instant nextUpdate(Instant now) {
		return now.isAfter(this.updatedAt) ? now : this.updatedAt.plusMillis(1);
	}

	void applyPrices(Totals totals, List<OrderDiscount> discounts, List<OrderServiceCharge> charges,
			List<OrderTax> taxes, List<OrderAdjustment> adjustments) {
		this.totals = totals;
		this.discounts = discounts;
		this.serviceCharges = charges;
		this.taxes = taxes;
		this.adjustments = adjustments;
	}

	/** Adds the parts as loaded, each list in its order. */
	void attach(List<OrderItem> items, List<Payment> payments, List<StatusChange> statusHistory) {
		this.items.addAll(items);
		this.payments.addAll(payments);
		this.statusHistory.addAll(statusHistory);
	}

	/**
	 * Sets who makes the changes that follow.
	 * @param actor subject of the caller's token, or {@code system}
	 */
	void attributeTo(String actor) {
		this.changedBy = actor;
	}

	/**
	 * Returns who makes the current change.
	 * @throws IllegalStateException if the order is not being changed
	 */
	public String changedBy() {
		if (this.changedBy == null) {
			throw new IllegalStateException("the change of order " + this.id + " is not attributed");
		}
		return this.changedBy;
	}

	OrderRows stored() {
		return this.stored;
	}

	void markStored(OrderRows rows) {
		this.stored = rows;
	}

	/** Increments the version, once for each transaction that has events. */
	void incrementVersion() {
		this.version++;
	}

	boolean hasEvents() {
		return !this.events.isEmpty();
	}

	/** Returns the recorded events, oldest first, and clears them. */
	List<OrderEvent> takeEvents() {
		return this.events.take();
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

	public long tenantId() {
		return this.tenantId;
	}

	public String orderNumber() {
		return this.orderNumber;
	}

	public String trackingCode() {
		return this.trackingCode;
	}

	public long locationId() {
		return this.locationId;
	}

	public @Nullable Long customerId() {
		return this.customerId;
	}

	/**
	 * Returns the customer's details, null without a customer or while only the id is
	 * known.
	 */
	public @Nullable OrderCustomer customer() {
		return this.customer;
	}

	public OrderType orderType() {
		return this.orderType;
	}

	public OrderStatus status() {
		return this.status;
	}

	public PaymentStatus paymentStatus() {
		return this.paymentStatus;
	}

	public @Nullable String tableNumber() {
		return this.tableNumber;
	}

	public @Nullable Integer guestCount() {
		return this.guestCount;
	}

	public @Nullable String notes() {
		return this.notes;
	}

	/** Returns when the order is due and when it goes to the kitchen. */
	public Schedule schedule() {
		return (this.schedule != null) ? this.schedule : Schedule.NONE;
	}

	/**
	 * Returns since when the order has been in the kitchen's queue: its firing if that
	 * was at a time of its own, else its creation.
	 */
	public Instant queuedAt() {
		var fired = schedule().firedAt();
		return (schedule().fireAt() != null && fired != null) ? fired : this.createdAt;
	}

	public @Nullable String externalId() {
		return this.externalId;
	}

	/** Returns the id of the check that the order is on, null for none. */
	public @Nullable Long checkId() {
		return this.checkId;
	}

	/**
	 * Returns how the last amendment of this copy has moved the order between checks,
	 * null if it has not, or if a change of the check has moved it.
	 */
	public @Nullable CheckMove checkMove() {
		return this.checkMove;
	}

	/** Returns the source, metadata, guest and fulfilment. */
	public OrderDetails details() {
		return (this.details != null) ? this.details : OrderDetails.NONE;
	}

	/** Whether an offline terminal took the order: it is sold, whatever the stock is. */
	boolean isTakenOffline() {
		return this.offlineState != null;
	}

	/** Whether an offline terminal had handed the order over before it arrived. */
	public boolean isHandedOverOnArrival() {
		return this.offlineState == OfflineState.COMPLETED;
	}

	/**
	 * Returns the order version in which the stock that the lines need last changed; 1
	 * until then.
	 */
	public int itemsVersion() {
		return this.itemsVersion;
	}

	/**
	 * Checks that the order has had that version.
	 * @throws InvalidOrderState if it has not
	 */
	public void requireVersionReached(int version) {
		if (version > this.version) {
			throw new InvalidOrderState(
					"The order is at version " + this.version + "; it has no version " + version + " yet");
		}
	}

	/** Returns the partners whose answer is missing. */
	public List<Partner> degraded() {
		return this.degraded;
	}

	public Totals totals() {
		return this.totals;
	}

	public List<OrderDiscount> discounts() {
		return this.discounts;
	}

	public List<OrderServiceCharge> serviceCharges() {
		return this.serviceCharges;
	}

	public List<OrderTax> taxes() {
		return this.taxes;
	}

	/** Returns the changes of the price that were made after the sale, oldest first. */
	public List<OrderAdjustment> adjustments() {
		return this.adjustments;
	}

	/** Returns the rules of the sale that tax this order. */
	List<TaxRule> taxRules() {
		var type = WireNames.of(this.orderType);
		return (this.taxExempt != null) ? List.of()
				: this.taxRules.stream().filter((rule) -> rule.appliesToOrderType(type)).toList();
	}

	/** Returns why the order is not taxed, null if it is. */
	public @Nullable TaxExemption taxExempt() {
		return this.taxExempt;
	}

	/** Returns the cancellation, null unless the order was cancelled. */
	public @Nullable Cancellation cancellation() {
		return (this.cancellationReason != null) ? new Cancellation(this.cancellationReason, this.cancellationNotes)
				: null;
	}

	public @Nullable Instant estimatedReadyTime() {
		return this.estimatedReadyTime;
	}

	/** Returns the inventory service's reservation id, null if no stock is held. */
	public @Nullable String reservationId() {
		return this.reservationId;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	public Instant updatedAt() {
		return this.updatedAt;
	}

	/**
	 * Returns the lines in the order in which they were added, including those taken off.
	 */
	public List<OrderItem> items() {
		return List.copyOf(this.items);
	}

	/** Returns the payments, oldest first. */
	public List<Payment> payments() {
		return List.copyOf(this.payments);
	}

	/** Returns the status history, oldest first; the first row has no previous status. */
	public List<StatusChange> statusHistory() {
		return List.copyOf(this.statusHistory);
	}

}
