package com.auraconnect.orders.order;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way in which orders are written: load, apply, record what follows in the same
 * transaction, commit, then tell those who listen. No partner is called in here.
 */
@Component
class OrderTransactions {

	private static final Logger log = LoggerFactory.getLogger(OrderTransactions.class);

	private final TransactionTemplate transaction;

	private final Orders orders;

	private final OrderDocuments documents;

	private final List<OrderJournal> journals;

	private final List<CommitListener> listeners;

	OrderTransactions(PlatformTransactionManager transactions, Orders orders, OrderDocuments documents,
			List<OrderJournal> journals, List<CommitListener> listeners) {
		this.transaction = new TransactionTemplate(transactions);
		this.orders = orders;
		this.documents = documents;
		this.journals = journals;
		this.listeners = listeners;
	}

	/** Stores a new order. */
	OrderDocument store(Receipt receipt, Supplier<Order> creation) {
		return committed(() -> {
			var order = creation.get();
			this.orders.add(order);
			this.orders.flush();
			return recorded(order, this.documents.ofNew(order), receipt);
		});
	}

	/**
	 * Changes an order that the caller may see.
	 * @param change leaves the order as it is, or changes it; what it throws undoes all
	 * of it
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if it is past the version that the change is meant for
	 */
	OrderDocument change(OrderTarget target, Consumer<Order> change) {
		var by = target.by();
		return committed(() -> {
			var order = this.orders.findForChange(by.tenantId(), target.orderId())
				.filter((found) -> by.canSee(found.locationId(), found.customerId()))
				.orElseThrow(() -> new OrderNotFound(target.orderId()));
			requireVersion(order, target.ifVersion());
			change.accept(order);
			this.orders.flush();
			var document = this.documents.find(by.tenantId(), order.id()).orElseThrow();
			return recorded(order, document, target.receipt());
		});
	}

	private static void requireVersion(Order order, @Nullable Integer ifVersion) {
		if (ifVersion != null && ifVersion != order.version()) {
			throw new StaleOrderVersion(ifVersion, order.version());
		}
	}

	/**
	 * Looks at an order that the caller may see, without changing it.
	 * @throws OrderNotFound if there is none
	 */
	<T> T view(OrderTarget target, Function<Order, T> view) {
		var by = target.by();
		return Objects.requireNonNull(this.transaction.execute((_) -> this.orders.find(by.tenantId(), target.orderId())
			.filter((found) -> by.canSee(found.locationId(), found.customerId()))
			.map(view)
			.orElseThrow(() -> new OrderNotFound(target.orderId()))));
	}

	private CommittedChange recorded(Order order, OrderDocument document, Receipt receipt) {
		var events = order.takeEvents();
		if (!events.isEmpty()) {
			this.journals.forEach((journal) -> journal.record(order, document, events));
		}
		var change = new CommittedChange(document, order.orderType(), events);
		receipt.keep(document, change.isCreation());
		return change;
	}

	private OrderDocument committed(Supplier<CommittedChange> work) {
		var change = Objects.requireNonNull(this.transaction.execute((_) -> work.get()));
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
