package com.auraconnect.orders.order;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * Keeps orders in memory and changes them as {@link OrderUnitOfWork} does, without its
 * database: what a change has made of an order is there afterwards, with the next version
 * if there are events. Nothing is undone of a change that throws, so that none may have
 * begun by then.
 */
public final class InMemoryOrders implements StoredOrders, CardRequests {

	/** When everything happens that the service itself does. */
	private static final Clock CLOCK = Clock.fixed(OrderMother.TAKEN.plusSeconds(60), ZoneOffset.UTC);

	private final Map<Long, Order> orders = new HashMap<>();

	private final List<OrderEvent> events = new ArrayList<>();

	private final List<Integer> changes = new ArrayList<>();

	/** Stores the order in place of the one that has its id. */
	public Order put(Order order) {
		this.orders.put(order.id(), order);
		return order;
	}

	/**
	 * Writes down what the sagas of these orders do, at a location that taxes a tenth.
	 */
	public OrderFulfilment fulfilment(boolean autoConfirm) {
		return new OrderFulfilment(this, (_, _) -> OrderMother.location(autoConfirm), this, CLOCK);
	}

	/** A change by a person, or by another replica. */
	public void change(long id, Consumer<Order> change) {
		applied(this.orders.get(id), change, ResponseRecorder.NONE);
	}

	/** All events so far, of which each has been told once. */
	public List<OrderEvent> events() {
		return List.copyOf(this.events);
	}

	/** The versions that the transactions so far have left behind. */
	public List<Integer> transactions() {
		return List.copyOf(this.changes);
	}

	@Override
	public <T> T view(OrderCommandContext target, Function<Order, T> view) {
		return view.apply(find(target));
	}

	@Override
	public OrderDocument change(OrderCommandContext target, Consumer<Order> change) {
		return applied(find(target), change, target.recorder());
	}

	@Override
	public OrderDocument changeLoaded(Order loadedOrder, OrderCommandContext target, Consumer<Order> change) {
		if (find(target) == loadedOrder) {
			return applied(loadedOrder, change, target.recorder());
		}
		change.accept(loadedOrder);
		return change(target, change);
	}

	@Override
	public boolean begin(long tenantId, long paymentId) {
		var order = orderOf(tenantId, paymentId);
		var payment = order.ledger().get(paymentId);
		boolean mayBeAsked = payment.status() == Payment.State.PENDING
				&& (payment.isAskedFor() || order.status() != OrderStatus.CANCELLED);
		count(payment, mayBeAsked ? 1 : 0);
		return mayBeAsked;
	}

	@Override
	public void takeBack(long tenantId, long paymentId) {
		count(orderOf(tenantId, paymentId).ledger().get(paymentId), -1);
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

	private OrderDocument applied(Order order, Consumer<Order> change, ResponseRecorder recorder) {
		change.accept(order);
		if (order.hasEvents()) {
			order.incrementVersion();
		}
		OrderMother.identify(order);
		this.events.addAll(order.takeEvents());
		this.changes.add(order.version());
		var document = new OrderDocument(order.id(), order.tenantId(), order.locationId(), order.customerId(),
				order.version(), new byte[0]);
		recorder.keep(document, false, new SqlBatch());
		return document;
	}

}
