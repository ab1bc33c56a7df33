package com.auraconnect.orders.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Unit of work for every write of an order: load, apply, call the
 * {@link TransactionalOrderListener}s, commit, call the {@link AfterCommitListener}s.
 * Calls no partner.
 */
@Component
public class OrderUnitOfWork implements StoredOrders {

	private static final Logger log = LoggerFactory.getLogger(OrderUnitOfWork.class);

	private final TransactionTemplate transaction;

	private final TransactionTemplate plainTransaction;

	private final JdbcTemplate jdbc;

	private final OrderRepository orders;

	private final OrderDocuments documents;

	private final List<TransactionalOrderListener> transactionalListeners;

	private final List<AfterCommitListener> afterCommitListeners;

	private final AnsweredVersions answeredVersions;

	OrderUnitOfWork(PlatformTransactionManager transactions, JdbcTemplate jdbc, OrderRepository orders,
			OrderDocuments documents, List<TransactionalOrderListener> transactionalListeners,
			List<AfterCommitListener> afterCommitListeners, AnsweredVersions answeredVersions) {
		this.transaction = new TransactionTemplate(transactions);
		this.plainTransaction = new TransactionTemplate(
				new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
		this.jdbc = jdbc;
		this.orders = orders;
		this.documents = documents;
		this.transactionalListeners = transactionalListeners;
		this.afterCommitListeners = afterCommitListeners;
		this.answeredVersions = answeredVersions;
	}

	/** Stores a new order in one round trip. */
	OrderDocument store(ResponseRecorder recorder, Order order) {
		this.orders.assignIds(order);
		var writes = new SqlBatch();
		var change = write(order, recorder, writes);
		writes.executeAsTransaction(this.jdbc);
		return notifyListeners(change);
	}

	/**
	 * Stores a new order.
	 * @param completion runs within the transaction, before the insert; for reads that
	 * lock rows until the order is stored
	 */
	OrderDocument store(ResponseRecorder recorder, Order order, Consumer<Order> completion) {
		this.orders.assignIds(order);
		return notifyListeners(Objects.requireNonNull(this.plainTransaction.execute((_) -> {
			completion.accept(order);
			var writes = new SqlBatch();
			var change = write(order, recorder, writes);
			writes.executeAndCommit(this.jdbc);
			return change;
		})));
	}

	@Override
	public OrderDocument changeLoaded(Order loadedOrder, OrderCommandContext target, Consumer<Order> change) {
		try {
			loadedOrder.tracking().attributeTo(target.by().actor());
			change.accept(loadedOrder);
			finish(loadedOrder);
			var writes = new SqlBatch();
			var changed = write(loadedOrder, target.recorder(), writes);
			writes.executeAsTransaction(this.jdbc);
			return notifyListeners(changed);
		}
		catch (ConcurrentChange ex) {
			return change(target, change);
		}
	}

	/**
	 * Changes an order as {@link #change(OrderCommandContext, Consumer)} does, after
	 * locking what has to be locked before it.
	 * @param lock locks rows, in the transaction of the change; its result is passed to
	 * the change
	 */
	<L> OrderDocument change(OrderCommandContext target, Supplier<L> lock, BiConsumer<Order, L> change) {
		var applied = Objects.requireNonNull(this.transaction.execute((_) -> {
			var locked = lock.get();
			return apply(target, (order) -> {
				change.accept(order, locked);
				return order;
			});
		}));
		return notifyListeners(applied.change());
	}

	@Override
	public <T> Changed<T> changeAndReturn(OrderCommandContext target, Function<Order, T> change) {
		var applied = Objects.requireNonNull(this.transaction.execute((_) -> apply(target, change)));
		return new Changed<>(notifyListeners(applied.change()), applied.result());
	}

	private <T> Applied<T> apply(OrderCommandContext target, Function<Order, T> change) {
		var order = lock(target.by(), target.orderId());
		target.ifVersion().require(order.version());
		var result = change.apply(order);
		finish(order);
		var writes = new SqlBatch();
		var committed = write(order, target.recorder(), writes);
		writes.executeAndCommit(this.jdbc);
		return new Applied<>(committed, result);
	}

	/** Loads and locks an order that the caller may see. */
	private Order lock(OrderPrincipal by, long orderId) {
		var order = this.orders.findForChange(by.tenantId(), orderId)
			.filter((found) -> by.canSee(found.locationId(), found.customerId()))
			.orElseThrow(() -> new OrderNotFound(orderId));
		order.tracking().attributeTo(by.actor());
		return order;
	}

	/**
	 * Executes work that changes several orders, in one transaction. The work may use the
	 * database itself.
	 */
	public <T> T changeSeveral(Function<SeveralOrders, T> work) {
		var changes = new ArrayList<CommittedChange>();
		var result = Objects.requireNonNull(this.transaction.execute((_) -> {
			changes.clear();
			return work.apply(new SeveralOrders() {
				@Override
				public List<Order> lock(OrderPrincipal by, Collection<Long> ids) {
					return new TreeSet<>(ids).stream().map((id) -> OrderUnitOfWork.this.lock(by, id)).toList();
				}

				@Override
				public boolean write(List<Order> orders) {
					return changes.addAll(writeAll(orders));
				}
			});
		}));
		changes.forEach(this::notifyListeners);
		return result;
	}

	/**
	 * Writes the changed ones of the orders in one round trip, without the commit. Those
	 * without events are written too, where something changed that clients do not see.
	 */
	private List<CommittedChange> writeAll(List<Order> orders) {
		var writes = new SqlBatch();
		orders.stream()
			.filter((order) -> !order.tracking().hasEvents())
			.forEach((order) -> this.orders.write(order, writes));
		var changes = orders.stream().filter((it) -> it.tracking().hasEvents()).map((order) -> {
			finish(order);
			return write(order, ResponseRecorder.NONE, writes);
		}).toList();
		writes.execute(this.jdbc);
		return changes;
	}

	/** Reads several orders of a tenant, each as it was at one moment. */
	public <T> T viewSeveral(long tenantId, List<Long> ids, Function<List<Order>, T> view) {
		return Objects.requireNonNull(this.transaction.execute(
				(_) -> view.apply(ids.stream().flatMap((id) -> this.orders.find(tenantId, id).stream()).toList())));
	}

	private record Applied<T>(CommittedChange change, T result) {
	}

	private void finish(Order order) {
		if (order.tracking().hasEvents()) {
			order.incrementVersion();
		}
		this.orders.assignIds(order);
	}

	@Override
	public <T> T view(OrderCommandContext target, Function<Order, T> view) {
		var by = target.by();
		return Objects.requireNonNull(this.transaction.execute((_) -> this.orders.find(by.tenantId(), target.orderId())
			.filter((found) -> by.canSee(found.locationId(), found.customerId()))
			.map(view)
			.orElseThrow(() -> new OrderNotFound(target.orderId()))));
	}

	private CommittedChange write(Order order, ResponseRecorder recorder, SqlBatch writes) {
		this.orders.write(order, writes);
		var document = this.documents.of(order);
		var events = order.tracking().takeEvents();
		if (!events.isEmpty()) {
			this.transactionalListeners.forEach((listener) -> listener.beforeCommit(order, document, events, writes));
		}
		var change = new CommittedChange(document, order, events);
		recorder.record(document, change.isCreation(), writes);
		return change;
	}

	private OrderDocument notifyListeners(CommittedChange change) {
		var document = change.document();
		if (change.events().isEmpty()) {
			this.answeredVersions.answered(document.tenantId(), document.id(), document.version());
		}
		else {
			this.afterCommitListeners.forEach((listener) -> call(listener, change));
		}
		return document;
	}

	private static void call(AfterCommitListener listener, CommittedChange change) {
		try {
			listener.afterCommit(change);
		}
		catch (RuntimeException ex) {
			log.warn("order {} version {}: {} failed after the commit", change.document().id(),
					change.document().version(), listener.getClass().getSimpleName(), ex);
		}
	}

}
