package com.auraconnect.orders.order;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * In-memory {@link StoredOrders} that applies changes as {@link OrderUnitOfWork} does: a
 * change with events increments the version. Nothing is rolled back, so a change that
 * throws must not have modified the order before.
 */
public final class InMemoryOrders implements StoredOrders, CardRequests {

	/** Time of all changes by the service itself. */
	private static final Clock CLOCK = Clock.fixed(OrderMother.TAKEN.plusSeconds(60), ZoneOffset.UTC);

	private final Map<Long, Order> orders = new HashMap<>();

	private final List<OrderEvent> events = new ArrayList<>();

	private final List<Integer> changes = new ArrayList<>();

	/** Stores the order, replacing one of the same id. */
	public Order put(Order order) {
		this.orders.put(order.id(), order);
		return order;
	}

	/**
	 * Creates an {@link SagaResults} over these orders, at a location with 10 % tax.
	 */
	public SagaResults results(boolean autoConfirm) {
		return new SagaResults(this, locations(OrderMother.location(autoConfirm)), this,
				() -> Optional.of(CLOCK.instant()), CLOCK);
	}

	private static Locations locations(Location only) {
		return new Locations() {
			@Override
			public Location get(long tenantId, long id) {
				return only;
			}

			@Override
			public Location getInTransaction(long tenantId, long id) {
				return only;
			}
		};
	}

	/** Applies a change as a person or another replica would. */
	public void change(long id, Consumer<Order> change) {
		apply(this.orders.get(id), change, ResponseRecorder.NONE);
	}

	/** Returns all events so far. */
	public List<OrderEvent> events() {
		return List.copyOf(this.events);
	}

	/** Returns the version after each transaction so far. */
	public List<Integer> transactions() {
		return List.copyOf(this.changes);
	}

	@Override
	public <T> T view(OrderCommandContext target, Function<Order, T> view) {
		return view.apply(find(target));
	}

	@Override
	public <T> Changed<T> changeAndReturn(OrderCommandContext target, Function<Order, T> change) {
		var results = new ArrayList<T>();
		var document = apply(find(target), (order) -> results.add(change.apply(order)), target.recorder());
		return new Changed<>(document, results.getFirst());
	}

	@Override
	public OrderDocument changeLoaded(Order loadedOrder, OrderCommandContext target, Consumer<Order> change) {
		if (find(target) == loadedOrder) {
			return apply(loadedOrder, change, target.recorder());
		}
		change.accept(loadedOrder);
		return change(target, change);
	}

	@Override
	public boolean tryRegister(long tenantId, long paymentId) {
		var order = orderOf(tenantId, paymentId);
		var payment = order.money().ledger().get(paymentId);
		boolean mayBeSent = payment.status() == Payment.State.PENDING
				&& (payment.isAuthorizationRequested() || order.status() != OrderStatus.CANCELLED);
		count(payment, mayBeSent ? 1 : 0);
		return mayBeSent;
	}

	@Override
	public void unregister(long tenantId, long paymentId) {
		count(orderOf(tenantId, paymentId).money().ledger().get(paymentId), -1);
	}

	private static void count(Payment payment, int requests) {
		ReflectionTestUtils.setField(payment, "requests", payment.requests() + requests);
	}

	private Order orderOf(long tenantId, long paymentId) {
		return this.orders.values()
			.stream()
			.filter((order) -> order.tenantId() == tenantId)
			.filter((order) -> order.payments().stream().anyMatch((payment) -> payment.storedId() == paymentId))
			.findFirst()
			.orElseThrow();
	}

	private Order find(OrderCommandContext target) {
		var order = this.orders.get(target.orderId());
		if (order == null || order.tenantId() != target.by().tenantId()) {
			throw new OrderNotFound(target.orderId());
		}
		return order;
	}

	private OrderDocument apply(Order order, Consumer<Order> change, ResponseRecorder recorder) {
		change.accept(order);
		if (order.tracking().hasEvents()) {
			order.incrementVersion();
		}
		OrderMother.assignIds(order);
		this.events.addAll(order.tracking().takeEvents());
		this.changes.add(order.version());
		var document = new OrderDocument(order.id(), order.tenantId(), order.locationId(), order.customerId(),
				order.version(), new byte[0]);
		recorder.record(document, false, new SqlBatch());
		return document;
	}

}
