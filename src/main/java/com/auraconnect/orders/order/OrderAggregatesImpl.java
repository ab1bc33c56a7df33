package com.auraconnect.orders.order;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.NativeQuery;

/** {@link OrderAggregates} by the JPA mapping of the entities. */
class OrderAggregatesImpl implements OrderAggregates {

	/**
	 * The parts of an order, each kind in columns of its own. One statement instead of
	 * one a table: its join pairs no rows, and each row has one part.
	 */
	private static final String PARTS = """
			(SELECT * FROM order_items WHERE order_id = :id AND tenant_id = :tenantId) i
			FULL JOIN (SELECT * FROM order_payments WHERE order_id = :id AND tenant_id = :tenantId) p ON FALSE
			FULL JOIN (
			    SELECT refund.*
			    FROM order_payments payment
			    JOIN order_refunds refund ON refund.payment_id = payment.id AND refund.tenant_id = payment.tenant_id
			    WHERE payment.order_id = :id AND payment.tenant_id = :tenantId
			) r ON FALSE
			FULL JOIN (SELECT * FROM order_status_history WHERE order_id = :id AND tenant_id = :tenantId) h ON FALSE
			""";

	private static final int ORDER = 4;

	private static final String SELECT_PARTS = "SELECT {i.*}, {p.*}, {r.*}, {h.*}\nFROM " + PARTS;

	private static final String SELECT_ALL = "SELECT {i.*}, {p.*}, {r.*}, {h.*}, {o.*}\nFROM " + PARTS + """
			FULL JOIN (SELECT * FROM orders WHERE id = :id AND tenant_id = :tenantId) o ON FALSE
			""";

	private final EntityManager entityManager;

	private final OrderIdGenerator ids;

	private final Map<Class<?>, EntityTable> tables;

	OrderAggregatesImpl(EntityManager entityManager, EntityManagerFactory persistence, OrderIdGenerator ids) {
		this.entityManager = entityManager;
		this.ids = ids;
		var mapping = persistence.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
		this.tables = List.<Class<?>>of(Order.class, OrderItem.class, Payment.class, Refund.class, StatusChange.class)
			.stream()
			.collect(Collectors.toMap(Function.identity(),
					(entity) -> new EntityTable(mapping.getEntityDescriptor(entity))));
	}

	@Override
	public Optional<Order> find(long tenantId, long id) {
		var rows = select(SELECT_ALL, tenantId, id).addEntity("o", Order.class).getResultList();
		return rows.stream()
			.map((row) -> row[ORDER])
			.filter(Order.class::isInstance)
			.map(Order.class::cast)
			.findFirst()
			.map((order) -> attach(order, rows));
	}

	@Override
	public Order withParts(Order order) {
		return attach(order, select(SELECT_PARTS, order.tenantId(), order.id()).getResultList());
	}

	private NativeQuery<Object[]> select(String sql, long tenantId, long id) {
		return this.entityManager.unwrap(Session.class)
			.createNativeQuery(sql, Object[].class)
			.addEntity("i", OrderItem.class)
			.addEntity("p", Payment.class)
			.addEntity("r", Refund.class)
			.addEntity("h", StatusChange.class)
			.setParameter("id", id)
			.setParameter("tenantId", tenantId)
			.setReadOnly(true);
	}

	private Order attach(Order order, List<Object[]> rows) {
		var payments = parts(rows, 1, Payment.class,
				Comparator.comparing(Payment::createdAt).thenComparing(Payment::storedId));
		var ledger = new PaymentLedger(payments, order.unit());
		parts(rows, 2, Refund.class, Comparator.comparing(Refund::createdAt).thenComparing(Refund::storedId))
			.forEach((refund) -> ledger.get(refund.paymentId()).attach(refund));
		order.attach(
				parts(rows, 0, OrderItem.class,
						Comparator.comparing(OrderItem::lineNumber).thenComparing(OrderItem::storedId)),
				payments, parts(rows, 3, StatusChange.class,
						Comparator.comparing(StatusChange::changedAt).thenComparing(StatusChange::storedId)));
		order.tracking().markStored(rows(order));
		return order;
	}

	private static <T> List<T> parts(List<Object[]> rows, int column, Class<T> type, Comparator<T> order) {
		return rows.stream().map((row) -> row[column]).filter(type::isInstance).map(type::cast).sorted(order).toList();
	}

	@Override
	public void assignIds(Order order) {
		order.items()
			.stream()
			.filter((item) -> item.id() == null)
			.forEach((item) -> item.assignId(this.ids.nextItemId()));
		for (var payment : order.payments()) {
			if (payment.id() == null) {
				payment.assignId(this.ids.nextPaymentId());
			}
			payment.refunds()
				.stream()
				.filter((refund) -> refund.id() == null)
				.forEach((refund) -> refund.assignId(this.ids.nextRefundId()));
		}
		order.statusHistory()
			.stream()
			.filter((change) -> change.id() == null)
			.forEach((change) -> change.assignId(this.ids.nextStatusChangeId()));
	}

	@Override
	public void write(Order order, SqlBatch writes) {
		var before = order.tracking().stored().values();
		writes.onViolation("version", ConcurrentChange::new);
		writes.onViolation("orders_external_id_key", () -> new ExternalIdTaken(order.sale().externalId()));
		parts(order).forEach((type, entities) -> {
			var table = this.tables.get(type);
			table.insert(entities.stream().filter((entity) -> !before.containsKey(entity)).toList(), writes);
			entities.stream()
				.filter(before::containsKey)
				.forEach((entity) -> table.update(entity, order.tenantId(), before.get(entity), writes));
		});
		order.tracking().markStored(rows(order));
	}

	private OrderRows rows(Order order) {
		var rows = OrderRows.empty();
		parts(order).forEach((type, entities) -> entities
			.forEach((entity) -> rows.values().put(entity, this.tables.get(type).values(entity))));
		return rows;
	}

	/**
	 * Returns the entities of an order by their type, in the order in which they can be
	 * inserted.
	 */
	private static Map<Class<?>, List<?>> parts(Order order) {
		var parts = new LinkedHashMap<Class<?>, List<?>>();
		parts.put(Order.class, List.of(order));
		parts.put(OrderItem.class, order.items());
		parts.put(Payment.class, order.payments());
		parts.put(Refund.class, order.payments().stream().flatMap((payment) -> payment.refunds().stream()).toList());
		parts.put(StatusChange.class, order.statusHistory());
		return parts;
	}

}
