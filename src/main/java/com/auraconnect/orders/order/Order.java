package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderEvent.Created;
import com.auraconnect.orders.order.OrderEvent.ItemStatusChanged;
import com.auraconnect.orders.order.OrderEvent.ItemsChanged;
import com.auraconnect.orders.order.OrderEvent.PaymentChanged;
import com.auraconnect.orders.order.OrderEvent.PaymentTaken;
import com.auraconnect.orders.order.OrderEvent.RefundPromised;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.TaxRule;

/**
 * An order, from the till to the guest.
 * <p>
 * It is born {@code pending}, priced by the menu's word. Behind the counter its stock is
 * reserved and its payment authorized; then it is {@code confirmed}, by itself or by a
 * person, and the kitchen takes over: {@code preparing}, {@code ready}, and with the
 * handing over {@code completed}, when stock and money change hands for good. Until it is
 * ready it can be {@code cancelled}, and what was held for it is given back.
 * {@link OrderStateMachine} knows these steps; this class takes no other.
 * <p>
 * Every change that a client can see goes through a method that says what it is for,
 * moves {@code version} by one per transaction, and records the events that tell of it.
 */
@Entity
@DynamicUpdate
@Table(name = "orders")
public class Order {

	@Id
	private long id;

	@Version
	private int version = 1;

	@Column(nullable = false, updatable = false)
	private long tenantId;

	@Column(updatable = false)
	private String orderNumber;

	@Column(updatable = false)
	private String trackingCode;

	@Column(updatable = false)
	private long locationId;

	private @Nullable Long customerId;

	@Convert(converter = JsonColumns.Customer.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private @Nullable OrderCustomer customer;

	@Column(updatable = false)
	private OrderType orderType;

	private OrderStatus status = OrderStatus.PENDING;

	private PaymentStatus paymentStatus = PaymentStatus.UNPAID;

	private @Nullable String tableNumber;

	private @Nullable Integer guestCount;

	private @Nullable String notes;

	@Column(updatable = false)
	private @Nullable Instant scheduledFor;

	@Column(updatable = false)
	private @Nullable String externalId;

	@Convert(converter = JsonColumns.Partners.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<Partner> degraded;

	@Embedded
	private Totals totals = Totals.ZERO;

	@Convert(converter = JsonColumns.OrderDiscounts.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<OrderDiscount> discounts = List.of();

	@Convert(converter = JsonColumns.OrderServiceCharges.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<OrderServiceCharge> serviceCharges = List.of();

	@Convert(converter = JsonColumns.OrderTaxes.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<OrderTax> taxes = List.of();

	@Convert(converter = JsonColumns.TaxRules.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE, updatable = false)
	private List<TaxRule> taxRules;

	/** The version of the order that its lines are of. */
	@OptimisticLock(excluded = true)
	private int itemsVersion = 1;

	private @Nullable CancellationReason cancellationReason;

	private @Nullable String cancellationNotes;

	private @Nullable Instant estimatedReadyTime;

	@OptimisticLock(excluded = true)
	private @Nullable String reservationId;

	@Column(updatable = false)
	private Instant createdAt;

	private Instant updatedAt;

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("lineNumber, id")
	private List<OrderItem> items = new ArrayList<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("createdAt, id")
	private List<Payment> payments = new ArrayList<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("changedAt, id")
	private List<StatusChange> statusHistory = new ArrayList<>();

	@Transient
	private final List<OrderEvent> events = new ArrayList<>();

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
		this.scheduledFor = request.scheduledFor();
		this.externalId = request.externalId();
		this.taxRules = location.taxRules();
		this.degraded = List.of();
	}

	/**
	 * Takes an order.
	 * @param menu has all that the request chooses
	 * @param degraded the partners that the order is taken without
	 * @throws OrderTooExpensive if it comes to more than can be stored
	 */
	static Order place(long id, Location location, NewOrder request, Map<Long, MenuItem> menu, Set<Partner> degraded,
			String by, Instant now) {
		var order = new Order(id, location, request, now);
		order.degraded = List.copyOf(new TreeSet<>(degraded));
		order.addLines(request.items(), menu);
		OrderPricing.price(order, request.discounts(), request.serviceCharges(), request.tip());
		order.statusHistory.add(new StatusChange(order, null, OrderStatus.PENDING, order.createdAt, by, null));
		if (request.payment() != null) {
			order.payInFull(request.payment(), now);
		}
		order.events.add(new Created());
		return order;
	}

	/** Says who the customer is, of an order that is just being taken. */
	void assignCustomer(OrderCustomer known) {
		this.customer = known;
	}

	private void payInFull(NewOrder.PaymentIntent intent, Instant now) {
		var payment = new NewPayment(intent.method(), this.totals.withoutTip(), intent.tip(), intent.token());
		this.payments.add(new Payment(this, payment, true, now));
		this.paymentStatus = ledger().status(this.totals);
	}

	/** The kitchen may start. */
	void confirm(String by, @Nullable String reason, Instant now) {
		moveTo(OrderStatus.CONFIRMED, by, reason, now);
	}

	/** The kitchen has started with all of it. */
	void startPreparing(String by, @Nullable String reason, Instant now) {
		moveTo(OrderStatus.PREPARING, by, reason, now);
		linesMoved(ticket().start(null, by), now);
	}

	/**
	 * The kitchen starts with some lines, or with what is left of all of them. Does
	 * nothing where it has started already.
	 * @param station whose lines, null for all
	 * @throws StationNotInvolved if the station has nothing to do with the order
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 */
	void prepare(@Nullable String station, String by, Instant now) {
		ticket().requireStation(station);
		beginPreparing(by, now);
		linesMoved(ticket().start(station, by), now);
	}

	/**
	 * A line is done; with the last one, so is the order. Begins with an order that
	 * nobody has begun with. Does nothing to a line that is done already.
	 * @throws ItemNotFound if there is no such line
	 * @throws NotInThisState if the line was taken off
	 * @throws IllegalOrderTransition if the order is not in the kitchen
	 */
	void bump(long itemId, String by, Instant now) {
		var line = ticket().line(itemId);
		if (line.status() == ItemStatus.READY && this.status != OrderStatus.CANCELLED) {
			return;
		}
		beginPreparing(by, now);
		linesMoved(List.of(line.moveTo(ItemStatus.READY, by)), now);
		if (ticket().isReady()) {
			moveTo(OrderStatus.READY, by, null, now);
		}
	}

	/**
	 * A line that was done has to be made again. Does nothing to a line that is not done.
	 * @throws ItemNotFound if there is no such line
	 * @throws NotInThisState if the line was taken off
	 * @throws IllegalOrderTransition if the order has left the kitchen, or is not there
	 * yet
	 */
	void recall(long itemId, String by, Instant now) {
		var line = ticket().line(itemId);
		if (this.status != OrderStatus.PREPARING) {
			OrderStateMachine.check(this.status, OrderStatus.PREPARING);
		}
		if (line.status() == ItemStatus.READY) {
			linesMoved(List.of(line.moveTo(ItemStatus.PREPARING, by)), now);
		}
	}

	/** The kitchen is done, with all lines. */
	void markReady(String by, @Nullable String reason, Instant now) {
		leaveKitchen(OrderStatus.READY, by, reason, now);
	}

	/** The guest has it. */
	void complete(String by, @Nullable String reason, Instant now) {
		leaveKitchen(OrderStatus.COMPLETED, by, reason, now);
	}

	private void beginPreparing(String by, Instant now) {
		if (this.status != OrderStatus.PREPARING) {
			moveTo(OrderStatus.PREPARING, by, null, now);
		}
	}

	/** The lines first, so that no event tells of an order that is ready in part. */
	private void leaveKitchen(OrderStatus next, String by, @Nullable String reason, Instant now) {
		OrderStateMachine.check(this.status, next);
		linesMoved(ticket().finish(by), now);
		moveTo(next, by, reason, now);
	}

	private KitchenLines ticket() {
		return KitchenLines.of(this.items);
	}

	private void linesMoved(List<ItemStatusChanged> moves, Instant now) {
		if (!moves.isEmpty()) {
			touch(now);
			this.events.addAll(moves);
		}
	}

	/** Nobody wants it any more, or nobody can make it. */
	void cancel(Cancellation cancellation, String by, Instant now) {
		moveTo(OrderStatus.CANCELLED, by, cancellation.describe(), now);
		this.cancellationReason = cancellation.reason();
		this.cancellationNotes = cancellation.notes();
	}

	private void moveTo(OrderStatus next, String by, @Nullable String reason, Instant now) {
		var previous = this.status;
		OrderStateMachine.check(previous, next);
		touch(now);
		this.status = next;
		this.statusHistory.add(new StatusChange(this, previous, next, this.updatedAt, by, reason));
		this.events.add(new StatusChanged(previous, next, reason, by));
	}

	/** Says when the order will probably be ready; null takes the estimate back. */
	void estimateReady(@Nullable Instant estimate, Instant now) {
		if (!Objects.equals(estimate, this.estimatedReadyTime)) {
			touch(now);
			this.estimatedReadyTime = estimate;
			this.events.add(new Updated(Set.of("estimated_ready_time")));
		}
	}

	/**
	 * Changes what is said about the order, not what is on it.
	 * @param known the customer that the patch names, null if only the id is known
	 * @throws NotInThisState if the order has ended
	 */
	void amend(OrderPatch patch, @Nullable OrderCustomer known, Instant now) {
		if (this.status.isFinal()) {
			throw new NotInThisState("An order that is " + WireNames.of(this.status) + " cannot be changed");
		}
		var changed = new LinkedHashSet<String>();
		this.tableNumber = amended("table_number", this.tableNumber, patch.tableNumber(), changed);
		this.guestCount = amended("guest_count", this.guestCount, patch.guestCount(), changed);
		this.notes = amended("notes", this.notes, patch.notes(), changed);
		this.customerId = amended("customer_id", this.customerId, patch.customerId(), changed);
		if (changed.contains("customer_id")) {
			this.customer = amended("customer", this.customer, Optional.ofNullable(known), changed);
		}
		if (!changed.isEmpty()) {
			touch(now);
			this.events.add(new Updated(changed));
		}
	}

	/**
	 * Says who the customer is, if it is still that one and nobody has said so before;
	 * even an order that has ended wants to know.
	 */
	void customerFound(OrderCustomer found, Instant now) {
		if (this.customer == null && Objects.equals(this.customerId, found.id())) {
			touch(now);
			this.customer = found;
			this.events.add(new Updated(Set.of("customer")));
		}
	}

	private static <T> @Nullable T amended(String name, @Nullable T current, @Nullable Optional<T> wanted,
			Set<String> changed) {
		if (wanted == null || Objects.equals(current, wanted.orElse(null))) {
			return current;
		}
		changed.add(name);
		return wanted.orElse(null);
	}

	/**
	 * Puts more lines on the order.
	 * @param menu has all that is chosen
	 * @throws NotInThisState if the kitchen has begun with it
	 */
	void addItems(List<NewOrder.Item> choices, Map<Long, MenuItem> menu, Instant now) {
		requireNotCooking();
		itemsChanged(addLines(choices, menu), now);
	}

	private List<OrderItem> addLines(List<NewOrder.Item> choices, Map<Long, MenuItem> menu) {
		var before = this.items.size();
		for (var choice : choices) {
			this.items.add(new OrderItem(this, this.items.size() + 1, menu.get(choice.menuItemId()), choice));
		}
		return List.copyOf(this.items.subList(before, this.items.size()));
	}

	/**
	 * Changes a line.
	 * @param seen how the line was when the change was decided on
	 * @throws ItemNotFound if there is no such line
	 * @throws NotInThisState if the kitchen has begun with the order, or the line was
	 * taken off
	 * @throws ConcurrentChange if the line is not as it was seen
	 */
	void changeItem(long itemId, OrderItem.Content seen, ItemChange change, @Nullable List<Modifier> modifiers,
			Instant now) {
		requireNotCooking();
		var item = item(itemId);
		if (!item.content().equals(seen)) {
			throw new ConcurrentChange();
		}
		if (!item.counts()) {
			throw new NotInThisState("Item " + itemId + " was taken off the order and cannot be changed");
		}
		item.change(change, modifiers);
		if (!item.content().equals(seen)) {
			itemsChanged(List.of(item), now);
		}
	}

	/**
	 * Takes a line off the order; one that is off already stays off.
	 * @throws ItemNotFound if there is no such line
	 * @throws NotInThisState if the kitchen has begun with the order, or it is the last
	 * line
	 */
	void voidItem(long itemId, Instant now) {
		requireNotCooking();
		var item = item(itemId);
		if (!item.counts()) {
			return;
		}
		if (this.items.stream().filter(OrderItem::counts).count() == 1) {
			throw new NotInThisState("The last item cannot be taken off the order; cancel the order instead");
		}
		item.takeOff();
		itemsChanged(List.of(item), now);
	}

	private void requireNotCooking() {
		if (this.status != OrderStatus.PENDING && this.status != OrderStatus.CONFIRMED) {
			throw new NotInThisState("The items of an order that is " + WireNames.of(this.status)
					+ " cannot be changed; they can while it is pending or confirmed");
		}
	}

	private void itemsChanged(List<OrderItem> changed, Instant now) {
		var before = PriceSnapshot.of(this);
		touch(now);
		this.itemsVersion = this.version + 1;
		OrderPricing.price(this);
		this.paymentStatus = ledger().status(this.totals);
		this.events.add(before.changes(this, changed));
	}

	/**
	 * @throws ItemNotFound if there is no such line
	 */
	OrderItem item(long itemId) {
		return this.items.stream()
			.filter((item) -> item.storedId() == itemId)
			.findFirst()
			.orElseThrow(() -> new ItemNotFound(itemId));
	}

	/**
	 * Takes a payment towards the order; a card still has to be authorized.
	 * @throws NotInThisState if the order was called off
	 * @throws AmountTooHigh if it is more than is open
	 * @throws OrderTooExpensive if the order comes to more than can be stored, with the
	 * tip
	 */
	Payment pay(NewPayment payment, Instant now) {
		if (this.status == OrderStatus.CANCELLED) {
			throw new NotInThisState("An order that is cancelled cannot be paid");
		}
		ledger().requireOpen(payment.amount(), this.totals);
		var added = new Payment(this, payment, false, now);
		this.payments.add(added);
		paymentMoved(new PaymentTaken(added), now);
		return added;
	}

	/** The stock is held; nobody outside needs to know under which name. */
	void stockReserved(String reservationId, Instant now) {
		this.reservationId = reservationId;
		recovered(Partner.INVENTORY, now);
	}

	/** The stock is used up or back on the shelf, and held for this order no longer. */
	void stockSettled() {
		this.reservationId = null;
	}

	/** The order goes on without that partner's answer. */
	void degradedBy(Partner partner, Instant now) {
		if (!this.degraded.contains(partner)) {
			var partners = new TreeSet<>(this.degraded);
			partners.add(partner);
			setDegraded(List.copyOf(partners), now);
		}
	}

	/** What was missing from that partner has come. */
	void recovered(Partner partner, Instant now) {
		if (this.degraded.contains(partner)) {
			setDegraded(this.degraded.stream().filter((other) -> other != partner).toList(), now);
		}
	}

	private void setDegraded(List<Partner> partners, Instant now) {
		touch(now);
		this.degraded = partners;
		this.events.add(new Updated(Set.of("degraded")));
	}

	/** The payment service has not answered yet; the order waits for it. */
	void paymentAwaited(Payment payment, Instant now) {
		if (payment.status() == Payment.State.PENDING) {
			degradedBy(Partner.PAYMENT, now);
		}
	}

	/** The bank holds the money. */
	void paymentAuthorized(Payment payment, String authorizationId, @Nullable String lastFour, Instant now) {
		payment.authorized(authorizationId, lastFour);
		paymentAnswered(payment, now);
	}

	/** The bank said no. */
	void paymentDeclined(Payment payment, String code, Instant now) {
		payment.declined(code);
		paymentAnswered(payment, now);
	}

	private void paymentAnswered(Payment payment, Instant now) {
		paymentMoved(new PaymentChanged(payment), now);
		if (this.payments.stream().noneMatch((other) -> other.status() == Payment.State.PENDING)) {
			recovered(Partner.PAYMENT, now);
		}
	}

	/**
	 * The money is ours. What the bank held may be more than the order has come to cost
	 * since; that much is promised back.
	 */
	void paymentCaptured(Payment payment, Instant now) {
		payment.captured();
		paymentMoved(new PaymentChanged(payment), now);
		var excess = ledger().excess(this.totals).min(payment.amount());
		if (excess.isPositive()) {
			refund(payment, excess, "more than the order costs", now);
		}
	}

	/** The hold was given back, or never came to be. */
	void paymentVoided(Payment payment, Instant now) {
		payment.voided();
		paymentAnswered(payment, now);
	}

	/**
	 * Promises money of a payment back; a card's is still to be sent.
	 * @throws NotInThisState if the payment has no money here
	 * @throws AmountTooHigh if it has less here
	 */
	Refund refund(Payment payment, Money amount, String reason, Instant now) {
		var refund = payment.refund(amount, reason, now);
		paymentMoved(new RefundPromised(payment, refund), now);
		return refund;
	}

	/** The promised money has gone back. */
	void refundDone(long paymentId, long refundId, Instant now) {
		var payment = ledger().get(paymentId);
		var refund = payment.refund(refundId);
		if (refund.status() == Refund.State.PENDING) {
			refund.done();
			paymentMoved(new PaymentChanged(payment), now);
		}
	}

	PaymentLedger ledger() {
		return new PaymentLedger(this.payments);
	}

	private void paymentMoved(OrderEvent how, Instant now) {
		touch(now);
		this.totals = OrderPricing.withTip(this.totals, ledger().tips());
		this.paymentStatus = ledger().status(this.totals);
		this.events.add(how);
	}

	/**
	 * Time never runs backwards for an order, nor stands still, whichever clock says so:
	 * a change of nothing but a line, in the same millisecond as the one before, would
	 * otherwise leave the order's row as it is, and with it the version.
	 */
	private void touch(Instant now) {
		this.updatedAt = now.isAfter(this.updatedAt) ? now : this.updatedAt.plusMillis(1);
	}

	void priced(Totals totals, List<OrderDiscount> discounts, List<OrderServiceCharge> charges, List<OrderTax> taxes) {
		this.totals = totals;
		this.discounts = discounts;
		this.serviceCharges = charges;
		this.taxes = taxes;
	}

	/** A change that a client can see was made without {@link OrderRepository}. */
	void incrementVersion() {
		this.version++;
	}

	boolean hasEvents() {
		return !this.events.isEmpty();
	}

	/** What has happened since this was last asked, first things first. */
	List<OrderEvent> takeEvents() {
		var taken = List.copyOf(this.events);
		this.events.clear();
		return taken;
	}

	public long id() {
		return this.id;
	}

	/**
	 * Starts at 1 and moves by one with each transaction that changes something a client
	 * can see.
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

	/** Null while only the id is known, if that. */
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

	public @Nullable Instant scheduledFor() {
		return this.scheduledFor;
	}

	public @Nullable String externalId() {
		return this.externalId;
	}

	/** The version of the order that its lines are of: 1 until they are changed. */
	int itemsVersion() {
		return this.itemsVersion;
	}

	/** The partners that the order has so far been handled without. */
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

	List<TaxRule> taxRules() {
		return this.taxRules;
	}

	/** Why the order was called off, null unless it was. */
	public @Nullable Cancellation cancellation() {
		return (this.cancellationReason != null) ? new Cancellation(this.cancellationReason, this.cancellationNotes)
				: null;
	}

	public @Nullable Instant estimatedReadyTime() {
		return this.estimatedReadyTime;
	}

	/**
	 * The inventory service's name for the stock that it holds, null while it holds none.
	 */
	public @Nullable String reservationId() {
		return this.reservationId;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	public Instant updatedAt() {
		return this.updatedAt;
	}

	/** In the order of the request. */
	public List<OrderItem> items() {
		return List.copyOf(this.items);
	}

	/** Oldest first. */
	public List<Payment> payments() {
		return List.copyOf(this.payments);
	}

	/** Oldest first; the first has no status that it came from. */
	public List<StatusChange> statusHistory() {
		return List.copyOf(this.statusHistory);
	}

}
