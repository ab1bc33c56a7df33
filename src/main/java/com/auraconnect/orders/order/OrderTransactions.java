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
class OrderTransactions implements StoredOrders {

	private static final Logger log = LoggerFactory.getLogger(OrderTransactions.class);

	private final TransactionTemplate transaction;

	private final TransactionTemplate plainTransaction;

	private final JdbcTemplate jdbc;

	private final Orders orders;

	private final OrderRows rows;

	private final OrderDocuments documents;

	private final List<OrderJournal> journals;

	private final List<CommitListener> listeners;

	OrderTransactions(PlatformTransactionManager transactions, JdbcTemplate jdbc, Orders orders, OrderRows rows,
			OrderDocuments documents, List<OrderJournal> journals, List<CommitListener> listeners) {
		this.transaction = new TransactionTemplate(transactions);
		this.plainTransaction = new TransactionTemplate(
				new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
		this.jdbc = jdbc;
		this.orders = orders;
		this.rows = rows;
		this.documents = documents;
		this.journals = journals;
		this.listeners = listeners;
	}

	/** Stores a new order: one round trip. */
	OrderDocument store(Receipt receipt, Order order) {
		this.rows.identify(order);
		var writes = new Writes();
		var change = inserted(order, receipt, writes);
		writes.commit(this.jdbc);
		return told(change);
	}

	/**
	 * Stores a new order.
	 * @param completion done within the transaction: it reads what must not change until
	 * the order is there
	 */
	OrderDocument store(Receipt receipt, Order order, Consumer<Order> completion) {
		this.rows.identify(order);
		return committed(this.plainTransaction, () -> {
			completion.accept(order);
			var writes = new Writes();
			var change = inserted(order, receipt, writes);
			writes.conclude(this.jdbc);
			return change;
		});
	}

	private CommittedChange inserted(Order order, Receipt receipt, Writes writes) {
		this.rows.insert(order, writes);
		return recorded(order, this.documents.of(order), receipt, writes);
	}

	@Override
	public OrderDocument changeAtHand(Order atHand, OrderTarget target, Consumer<Order> change) {
		try {
			var seen = atHand.version();
			change.accept(atHand);
			if (atHand.hasEvents()) {
				atHand.isChanged();
			}
			var writes = new Writes();
			this.rows.updateSecured(atHand, seen, writes);
			var changed = recorded(atHand, this.documents.of(atHand), target.receipt(), writes);
			writes.commit(this.jdbc);
			return told(changed);
		}
		catch (ConcurrentChange ex) {
			return change(target, change);
		}
	}

	@Override
	public OrderDocument change(OrderTarget target, Consumer<Order> change) {
		var by = target.by();
		return committed(this.transaction, () -> {
			var order = this.orders.findForChange(by.tenantId(), target.orderId())
				.filter((found) -> by.canSee(found.locationId(), found.customerId()))
				.orElseThrow(() -> new OrderNotFound(target.orderId()));
			target.ifVersion().require(order.version());
			change.accept(order);
			this.orders.flush();
			var document = this.documents.find(by.tenantId(), order.id()).orElseThrow();
			var writes = new Writes();
			var changed = recorded(order, document, target.receipt(), writes);
			writes.conclude(this.jdbc);
			return changed;
		});
	}

	@Override
	public <T> T view(OrderTarget target, Function<Order, T> view) {
		var by = target.by();
		return Objects.requireNonNull(this.transaction.execute((_) -> this.orders.find(by.tenantId(), target.orderId())
			.filter((found) -> by.canSee(found.locationId(), found.customerId()))
			.map(view)
			.orElseThrow(() -> new OrderNotFound(target.orderId()))));
	}

	private CommittedChange recorded(Order order, OrderDocument document, Receipt receipt, Writes writes) {
		var events = order.takeEvents();
		if (!events.isEmpty()) {
			this.journals.forEach((journal) -> journal.record(order, document, events, writes));
		}
		var change = new CommittedChange(document, order, events);
		receipt.keep(document, change.isCreation(), writes);
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

	private static void tell(CommitListener listener, CommittedChange change) {
		try {
			listener.committed(change);
		}
		catch (RuntimeException ex) {
			log.warn("order {} version {}: {} failed after the commit", change.document().id(),
					change.document().version(), listener.getClass().getSimpleName(), ex);
		}
	}

}
