package com.auraconnect.orders.order;

import java.util.List;
import java.util.Objects;
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
 * The one way in which orders are written: load, apply, record what follows in the same
 * transaction, commit, then tell those who listen. No partner is called in here.
 */
@Component
class OrderUnitOfWork implements StoredOrders {

	private static final Logger log = LoggerFactory.getLogger(OrderUnitOfWork.class);

	private final TransactionTemplate transaction;

	private final TransactionTemplate plainTransaction;

	private final JdbcTemplate jdbc;

	private final OrderRepository orders;

	private final OrderWriter rows;

	private final OrderDocuments documents;

	private final List<TransactionalOrderListener> transactionalListeners;

	private final List<AfterCommitListener> listeners;

	OrderUnitOfWork(PlatformTransactionManager transactions, JdbcTemplate jdbc, OrderRepository orders, OrderWriter rows,
			OrderDocuments documents, List<TransactionalOrderListener> transactionalListeners, List<AfterCommitListener> listeners) {
		this.transaction = new TransactionTemplate(transactions);
		this.plainTransaction = new TransactionTemplate(
				new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
		this.jdbc = jdbc;
		this.orders = orders;
		this.rows = rows;
		this.documents = documents;
		this.transactionalListeners = transactionalListeners;
		this.listeners = listeners;
	}

	/** Stores a new order: one round trip. */
	OrderDocument store(ResponseRecorder recorder, Order order) {
		this.rows.identify(order);
		var writes = new SqlBatch();
		var change = inserted(order, recorder, writes);
		writes.executeAsTransaction(this.jdbc);
		return told(change);
	}

	/**
	 * Stores a new order.
	 * @param completion done within the transaction: it reads what must not change until
	 * the order is there
	 */
	OrderDocument store(ResponseRecorder recorder, Order order, Consumer<Order> completion) {
		this.rows.identify(order);
		return committed(this.plainTransaction, () -> {
			completion.accept(order);
			var writes = new SqlBatch();
			var change = inserted(order, recorder, writes);
			writes.executeAndCommit(this.jdbc);
			return change;
		});
	}

	private CommittedChange inserted(Order order, ResponseRecorder recorder, SqlBatch writes) {
		this.rows.insert(order, writes);
		return recorded(order, this.documents.of(order), recorder, writes);
	}

	@Override
	public OrderDocument changeLoaded(Order loadedOrder, OrderCommandContext target, Consumer<Order> change) {
		try {
			var seen = loadedOrder.version();
			change.accept(loadedOrder);
			if (loadedOrder.hasEvents()) {
				loadedOrder.incrementVersion();
			}
			var writes = new SqlBatch();
			this.rows.updateSecured(loadedOrder, seen, writes);
			var changed = recorded(loadedOrder, this.documents.of(loadedOrder), target.recorder(), writes);
			writes.executeAsTransaction(this.jdbc);
			return told(changed);
		}
		catch (ConcurrentChange ex) {
			return change(target, change);
		}
	}

	@Override
	public OrderDocument change(OrderCommandContext target, Consumer<Order> change) {
		var by = target.by();
		return committed(this.transaction, () -> {
			var order = this.orders.findForChange(by.tenantId(), target.orderId())
				.filter((found) -> by.canSee(found.locationId(), found.customerId()))
				.orElseThrow(() -> new OrderNotFound(target.orderId()));
			target.ifVersion().require(order.version());
			change.accept(order);
			this.orders.flush();
			var document = this.documents.find(by.tenantId(), order.id()).orElseThrow();
			var writes = new SqlBatch();
			var changed = recorded(order, document, target.recorder(), writes);
			writes.executeAndCommit(this.jdbc);
			return changed;
		});
	}

	@Override
	public <T> T view(OrderCommandContext target, Function<Order, T> view) {
		var by = target.by();
		return Objects.requireNonNull(this.transaction.execute((_) -> this.orders.find(by.tenantId(), target.orderId())
			.filter((found) -> by.canSee(found.locationId(), found.customerId()))
			.map(view)
			.orElseThrow(() -> new OrderNotFound(target.orderId()))));
	}

	private CommittedChange recorded(Order order, OrderDocument document, ResponseRecorder recorder, SqlBatch writes) {
		var events = order.takeEvents();
		if (!events.isEmpty()) {
			this.transactionalListeners.forEach((listener) -> listener.beforeCommit(order, document, events, writes));
		}
		var change = new CommittedChange(document, order, events);
		recorder.keep(document, change.isCreation(), writes);
		return change;
	}

	private OrderDocument committed(TransactionTemplate transaction, Supplier<CommittedChange> work) {
		return told(Objects.requireNonNull(transaction.execute((_) -> work.get())));
	}

	private OrderDocument told(CommittedChange change) {
		if (!change.events().isEmpty()) {
			this.listeners.forEach((listener) -> tell(listener, change));
		}
		return change.document();
	}

	private static void tell(AfterCommitListener listener, CommittedChange change) {
		try {
			listener.afterCommit(change);
		}
		catch (RuntimeException ex) {
			log.warn("order {} version {}: {} failed after the commit", change.document().id(),
					change.document().version(), listener.getClass().getSimpleName(), ex);
		}
	}

}
