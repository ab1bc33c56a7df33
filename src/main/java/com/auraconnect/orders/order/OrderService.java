package com.auraconnect.orders.order;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.pricing.Money;

/**
 * What callers can have done to orders: one method a use case. Each answers with the
 * order as it is then, from a transaction that has been committed, or throws and has
 * changed nothing.
 */
@Service
public class OrderService {

	private final Menu menu;

	private final Inventory inventory;

	private final Locations locations;

	private final Customers customers;

	private final OrderIdGenerator ids;

	private final OrderUnitOfWork transactions;

	private final Clock clock;

	OrderService(Menu menu, Inventory inventory, Locations locations, Customers customers, OrderIdGenerator ids,
			OrderUnitOfWork transactions, Clock clock) {
		this.menu = menu;
		this.inventory = inventory;
		this.locations = locations;
		this.customers = customers;
		this.ids = ids;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Takes an order. Reserving its stock, its payment and its confirmation follow in the
	 * background.
	 * @throws UnknownLocation if the caller's tenant has no such location
	 * @throws MenuItemsUnavailable if something on it cannot be ordered
	 * @throws InsufficientInventory if there is not enough of something on it
	 * @param recorder keeps the answer with the order
	 * @throws ExternalIdTaken if the tenant has another order of that name
	 * @throws OrderTooExpensive if it comes to more than can be stored
	 * @throws PriceChanged if it does not come to what the caller expects
	 * @throws PartnerUnavailable if nobody knows the menu: without prices there is no
	 * order
	 */
	public OrderDocument place(OrderPrincipal by, NewOrder request, ResponseRecorder recorder) {
		var location = this.locations.get(by.tenantId(), request.locationId());
		var menu = menu(by, request);
		var degraded = EnumSet.noneOf(Partner.class);
		if (menu.isWithoutMenu()) {
			degraded.add(Partner.MENU);
		}
		if (!isStockChecked(by, request)) {
			degraded.add(Partner.INVENTORY);
		}
		try {
			var order = Order.place(this.ids.nextOrderId(), location, request, menu.items(), degraded, by.actor(),
					this.clock.instant());
			requireExpected(request.expectedTotal(), order.totals());
			return (request.customerId() == null) ? this.transactions.store(recorder, order)
					: this.transactions.store(recorder, order, this::refer);
		}
		catch (DataIntegrityViolationException ex) {
			if (String.valueOf(ex.getMessage()).contains("orders_external_id_key")) {
				throw new ExternalIdTaken(request.externalId(), ex);
			}
			throw ex;
		}
	}

	private void refer(Order order) {
		this.customers.refer(order.tenantId(), Objects.requireNonNull(order.customerId())).ifPresent(order::assignCustomer);
	}

	private static void requireExpected(@Nullable Money expected, Totals totals) {
		if (expected != null && !expected.equals(totals.totalAmount())) {
			throw new PriceChanged(expected, totals);
		}
	}

	/**
	 * The kitchen can cook without the inventory service's word, so its outage only marks
	 * the order.
	 */
	private boolean isStockChecked(OrderPrincipal by, NewOrder request) {
		try {
			var shortages = this.inventory.shortages(by.tenantId(), request.locationId(), needs(request.items()));
			if (!shortages.isEmpty()) {
				throw new InsufficientInventory(shortages);
			}
			return true;
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
	 * Says what an order would come to, without taking it: nothing is stored, no stock is
	 * asked for.
	 * @throws UnknownLocation if the caller's tenant has no such location
	 * @throws MenuItemsUnavailable if something on it cannot be ordered
	 * @throws OrderTooExpensive if it comes to more than can be stored
	 * @throws PartnerUnavailable if nobody knows the menu
	 */
	public Order calculate(OrderPrincipal by, NewOrder request) {
		var location = this.locations.get(by.tenantId(), request.locationId());
		var menu = menu(by, request);
		return Order.place(0, location, request, menu.items(), Set.of(), by.actor(), this.clock.instant());
	}

	private MenuAnswer menu(OrderPrincipal by, NewOrder request) {
		var menu = this.menu.lookUp(by.tenantId(), request.locationId(), request.items());
		var promised = menu.honouring(request.quote());
		MenuItemsUnavailable.check(request.items(), promised.items());
		return promised;
	}

	/**
	 * Moves an order on.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws IllegalOrderTransition if it cannot go there from where it is
	 */
	public OrderDocument changeStatus(OrderCommandContext target, StatusUpdate update) {
		return this.transactions.change(target, (order) -> {
			move(order, update, target.by().actor());
			if (update.estimatedReadyTime() != null) {
				order.estimateReady(update.estimatedReadyTime(), this.clock.instant());
			}
		});
	}

	private void move(Order order, StatusUpdate update, String by) {
		switch (update.status()) {
			case PENDING -> throw new IllegalOrderTransition(order.status(), OrderStatus.PENDING,
					OrderStateMachine.allowedFrom(order.status()));
			case CONFIRMED -> order.confirm(by, update.reason(), this.clock.instant());
			case PREPARING -> order.startPreparing(by, update.reason(), this.clock.instant());
			case READY -> order.markReady(by, update.reason(), this.clock.instant());
			case COMPLETED -> order.complete(by, update.reason(), this.clock.instant());
			case CANCELLED ->
				order.cancel(new Cancellation(CancellationReason.OTHER, update.reason()), by, this.clock.instant());
		}
	}

	/**
	 * Calls an order off. What is held for it is given back in the background.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws IllegalOrderTransition if it is too late for that, for anybody or for this
	 * caller
	 */
	public OrderDocument cancel(OrderCommandContext target, Cancellation cancellation) {
		return this.transactions.change(target, (order) -> {
			if (!target.by().mayCancel(order.status())) {
				throw new IllegalOrderTransition(order.status(), OrderStatus.CANCELLED, Set.of());
			}
			order.cancel(cancellation, target.by().actor(), this.clock.instant());
		});
	}

}
