package com.auraconnect.orders.order;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.pricing.Amount;

/**
 * Use cases of orders, one method each. Each returns the order after the committed
 * transaction, or throws and has changed nothing.
 */
@Service
public class OrderService {

	private final Menu menu;

	private final Inventory inventory;

	private final Locations locations;

	private final Customers customers;

	private final OrderIdGenerator ids;

	private final OrderUnitOfWork unitOfWork;

	private final Checks checks;

	private final FiringClock firingClock;

	private final Clock clock;

	OrderService(Menu menu, Inventory inventory, Locations locations, Customers customers, OrderIdGenerator ids,
			OrderUnitOfWork unitOfWork, Checks checks, FiringClock firingClock, Clock clock) {
		this.menu = menu;
		this.inventory = inventory;
		this.locations = locations;
		this.customers = customers;
		this.ids = ids;
		this.unitOfWork = unitOfWork;
		this.checks = checks;
		this.firingClock = firingClock;
		this.clock = clock;
	}

	/**
	 * Takes an order. The saga then reserves its stock, authorizes its payment and
	 * confirms it.
	 * @param recorder records the response in the transaction of the order
	 * @throws UnknownLocation if the caller's tenant has no such location
	 * @throws InvalidAmounts if the request has amounts that the currency does not have
	 * @throws LocationPaused if the location takes no orders now
	 * @throws InvalidSchedule if the order cannot be due at its time
	 * @throws MenuItemsUnavailable if an item or modifier cannot be ordered
	 * @throws InsufficientInventory if the stock of an item does not suffice, unless an
	 * offline terminal has sold it
	 * @throws CheckNotFound if the order is to join a check that its location has not
	 * @throws InvalidCheckState if that check is closed or full
	 * @throws ExternalIdTaken if the tenant has another order with that external id
	 * @throws OrderTooExpensive if a sum is larger than can be stored
	 * @throws PriceChanged if the total differs from the expected one
	 * @throws PartnerUnavailable if neither the menu service nor the cache has the menu
	 */
	public OrderDocument place(OrderPrincipal by, NewOrder request, ResponseRecorder recorder) {
		var menu = menu(by, acceptingLocation(by, request), request);
		var degraded = EnumSet.noneOf(Partner.class);
		if (menu.isDegraded()) {
			degraded.add(Partner.MENU);
		}
		if (!isStockChecked(by, request)) {
			degraded.add(Partner.INVENTORY);
		}
		var order = Order.place(this.ids.nextOrderId(), acceptingLocation(by, request), request, menu.items(), degraded,
				by.actor(), this.clock.instant());
		requireExpectedTotal(request.expectedTotal(), order.totals());
		return (request.customerId() == null && request.checkId() == null) ? this.unitOfWork.store(recorder, order)
				: this.unitOfWork.store(recorder, order, this::joinCheckAndAddCustomer);
	}

	private void joinCheckAndAddCustomer(Order order) {
		if (order.checkId() != null) {
			this.checks.lockForJoining(order.tenantId(), order.locationId(), order.checkId());
		}
		if (order.customerId() != null) {
			addCustomer(order);
		}
	}

	/**
	 * Returns the location as it is now. Called before and after the calls to partners,
	 * which may take longer than a change of a location takes to be in force.
	 */
	private Location acceptingLocation(OrderPrincipal by, NewOrder request) {
		var location = this.locations.get(by.tenantId(), request.locationId());
		request.in(location.unit());
		location.requireAccepting(request.placedAt(), request.scheduledFor(), this.clock.instant());
		location.requireSchedulable(request.scheduledFor(), request.placedAt(), this.clock.instant());
		return location;
	}

	private void addCustomer(Order order) {
		this.customers.ensureExists(order.tenantId(), Objects.requireNonNull(order.customerId()))
			.ifPresent(order.amendments()::assignCustomer);
	}

	private static void requireExpectedTotal(@Nullable Amount expected, Totals totals) {
		if (expected != null && !expected.in(totals.unit()).equals(totals.totalAmount())) {
			throw new PriceChanged(expected.in(totals.unit()), totals);
		}
	}

	/**
	 * Checks the stock. An outage of the inventory service only marks the order as
	 * degraded: the kitchen can cook without the check. So does a shortage of what an
	 * offline terminal has sold already; what it has handed over is not checked at all.
	 */
	private boolean isStockChecked(OrderPrincipal by, NewOrder request) {
		if (request.isHandedOver()) {
			return true;
		}
		try {
			var shortages = this.inventory.shortages(by.tenantId(), request.locationId(), needs(request.items()));
			if (!shortages.isEmpty() && request.offline() == null) {
				throw new InsufficientInventory(shortages);
			}
			return shortages.isEmpty();
		}
		catch (PartnerUnavailable ex) {
			return false;
		}
	}

	private static List<Inventory.Need> needs(List<NewOrder.Item> items) {
		return Inventory.Need
			.summed(items.stream().map((item) -> new Inventory.Need(item.menuItemId(), item.quantity())));
	}

	/**
	 * Prices an order without taking it. Nothing is stored and no stock is checked.
	 * @throws UnknownLocation if the caller's tenant has no such location
	 * @throws InvalidAmounts if the request has amounts that the currency does not have
	 * @throws InvalidSchedule if the order cannot be due at its time
	 * @throws MenuItemsUnavailable if an item or modifier cannot be ordered
	 * @throws OrderTooExpensive if a sum is larger than can be stored
	 * @throws PartnerUnavailable if neither the menu service nor the cache has the menu
	 */
	public Order calculate(OrderPrincipal by, NewOrder request) {
		var location = this.locations.get(by.tenantId(), request.locationId());
		request.in(location.unit());
		location.requireSchedulable(request.scheduledFor(), request.placedAt(), this.clock.instant());
		var menu = menu(by, location, request);
		return Order.place(0, location, request, menu.items(), Set.of(), by.actor(), this.clock.instant());
	}

	/**
	 * Items that an offline terminal has sold are taken, even if the location is out of
	 * them now.
	 */
	private MenuAnswer menu(OrderPrincipal by, Location location, NewOrder request) {
		var menu = this.menu.lookUp(by.tenantId(), location.id(), location.unit(), request.items());
		var quoted = menu.withPricesOf(request.quote(), location.unit());
		if (request.offline() != null) {
			MenuItemsUnavailable.checkSold(request.items(), quoted.items());
		}
		else {
			MenuItemsUnavailable.check(request.items(),
					location.withoutUnavailableItems(quoted.items(), this.clock.instant()));
		}
		return quoted;
	}

	/**
	 * Changes the status of an order.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws IllegalOrderTransition if the current status does not allow the new one
	 */
	public OrderDocument changeStatus(OrderCommandContext target, StatusUpdate update) {
		return this.unitOfWork.change(target, (order) -> {
			move(order, update, target.by().actor());
			if (update.estimatedReadyTime() != null) {
				order.preparation().estimateReady(update.estimatedReadyTime(), this.clock.instant());
			}
		});
	}

	private void move(Order order, StatusUpdate update, String by) {
		switch (update.status()) {
			case PENDING -> throw new IllegalOrderTransition(order.status(), OrderStatus.PENDING,
					OrderStateMachine.allowedFrom(order.status()));
			case CONFIRMED -> {
				var courses = this.locations.getInTransaction(order.tenantId(), order.locationId()).courses();
				order.confirm(courses, by, update.reason(), this.clock.instant());
				this.firingClock.now().ifPresent((now) -> order.preparation().fireIfDue(by, now));
			}
			case PREPARING -> order.preparation().startPreparing(by, update.reason(), this.clock.instant());
			case READY -> order.preparation().markReady(by, update.reason(), this.clock.instant());
			case COMPLETED -> order.complete(captureDelay(order), by, update.reason(), this.clock.instant());
			case CANCELLED ->
				order.cancel(new Cancellation(CancellationReason.OTHER, update.reason()), by, this.clock.instant());
		}
	}

	private Duration captureDelay(Order order) {
		return this.locations.getInTransaction(order.tenantId(), order.locationId()).payments().captureDelay();
	}

	/**
	 * Cancels an order. Its stock and payments are released in the background.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws IllegalOrderTransition if the status no longer allows a cancellation, in
	 * general or by this caller
	 */
	public OrderDocument cancel(OrderCommandContext target, Cancellation cancellation) {
		return this.unitOfWork.change(target, (order) -> {
			if (!target.by().mayCancel(order.status())) {
				throw new IllegalOrderTransition(order.status(), OrderStatus.CANCELLED, Set.of());
			}
			order.cancel(cancellation, target.by().actor(), this.clock.instant());
		});
	}

}
