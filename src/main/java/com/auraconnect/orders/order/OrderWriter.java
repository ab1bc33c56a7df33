package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.pricing.Money;

/**
 * Writes completely loaded orders by plain SQL without reading them first: a new order,
 * or one that no other transaction has changed. All other changes go through
 * {@link OrderRepository}; its JPA mapping must name the same columns.
 */
@Component
class OrderWriter {

	/**
	 * Takes {@code received_at} from the database's clock, which also decides when a
	 * pending order times out.
	 */
	private static final String INSERT_ORDER = """
			INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, customer_id, customer,
			    order_type, status, payment_status, table_number, guest_count, notes, scheduled_for, external_id, degraded,
			    subtotal, discount_amount, service_charge_amount, tax_amount, tip_amount, total_amount, discounts,
			    service_charges, taxes, tax_rules, created_at, received_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?::json, ?::json,
			    ?::json, ?::json, ?, now(), ?)""";

	private static final String INSERT_ITEMS = """
			INSERT INTO order_items (id, tenant_id, order_id, line_number, menu_item_id, name, quantity, unit_price, modifiers,
			    discounts, subtotal, discount_amount, tax_amount, total, special_instructions, station, tax_category, course, status)""";

	private static final String ITEM = "(?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

	private static final String INSERT_PAYMENT = """
			INSERT INTO order_payments (id, tenant_id, order_id, method, status, amount, tip_amount, card_token,
			    placed_with_order, requests, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private static final String INSERT_STATUS_CHANGE = """
			INSERT INTO order_status_history (id, tenant_id, order_id, from_status, to_status, changed_at, changed_by, reason)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

	/**
	 * Compare-and-set by constraint: if the stored version differs, CASE yields NULL, NOT
	 * NULL fails and the batch rolls back.
	 */
	private static final String UPDATE_PLACEMENT = """
			UPDATE orders
			SET version = CASE version WHEN ? THEN ? END,
			    status = ?,
			    degraded = ?::json,
			    reservation_id = ?,
			    updated_at = ?
			WHERE id = ? AND tenant_id = ?""";

	private final OrderIdGenerator ids;

	private final JsonColumns.Customer customer;

	private final JsonColumns.Partners partners;

	private final JsonColumns.Modifiers modifiers;

	private final JsonColumns.ItemDiscounts itemDiscounts;

	private final JsonColumns.OrderDiscounts discounts;

	private final JsonColumns.OrderServiceCharges serviceCharges;

	private final JsonColumns.OrderTaxes taxes;

	private final JsonColumns.TaxRules taxRules;

	OrderWriter(OrderIdGenerator ids, ObjectMapper json) {
		this.ids = ids;
		this.customer = new JsonColumns.Customer(json);
		this.partners = new JsonColumns.Partners(json);
		this.modifiers = new JsonColumns.Modifiers(json);
		this.itemDiscounts = new JsonColumns.ItemDiscounts(json);
		this.discounts = new JsonColumns.OrderDiscounts(json);
		this.serviceCharges = new JsonColumns.OrderServiceCharges(json);
		this.taxes = new JsonColumns.OrderTaxes(json);
		this.taxRules = new JsonColumns.TaxRules(json);
	}

	/**
	 * Assigns ids to the parts of a new order. Must not be called within a transaction:
	 * one caller fetches a block of ids for all waiting callers, and the connection that
	 * it needs must not be held by one of them.
	 */
	void assignIds(Order order) {
		order.items().forEach((item) -> item.assignId(this.ids.nextItemId()));
		order.payments().forEach((payment) -> payment.assignId(this.ids.nextPaymentId()));
		order.statusHistory().forEach((change) -> change.assignId(this.ids.nextStatusChangeId()));
	}

	/** Inserts a new order with all its parts, which must have ids. */
	void insert(Order order, SqlBatch writes) {
		var totals = order.totals();
		writes.add(INSERT_ORDER, order.id(), order.tenantId(), order.version(), order.orderNumber(),
				order.trackingCode(), order.locationId(), order.customerId(),
				this.customer.convertToDatabaseColumn(order.customer()), WireNames.of(order.orderType()),
				WireNames.of(order.status()), WireNames.of(order.paymentStatus()), order.tableNumber(),
				order.guestCount(), order.notes(), time(order.scheduledFor()), order.externalId(),
				this.partners.convertToDatabaseColumn(order.degraded()), amount(totals.subtotal()),
				amount(totals.discountAmount()), amount(totals.serviceChargeAmount()), amount(totals.taxAmount()),
				amount(totals.tipAmount()), amount(totals.totalAmount()),
				this.discounts.convertToDatabaseColumn(order.discounts()),
				this.serviceCharges.convertToDatabaseColumn(order.serviceCharges()),
				this.taxes.convertToDatabaseColumn(order.taxes()),
				this.taxRules.convertToDatabaseColumn(order.taxRules()), time(order.createdAt()),
				time(order.updatedAt()));
		insertItems(order, writes);
		order.payments().forEach((payment) -> insert(order, payment, writes));
		order.statusHistory().forEach((change) -> insert(order, change, writes));
	}

	private void insertItems(Order order, SqlBatch writes) {
		writes.addRows(INSERT_ITEMS, ITEM, order.items().stream().map((item) -> values(order, item)).toList());
	}

	private @Nullable Object[] values(Order order, OrderItem item) {
		return new @Nullable Object[] { item.id(), order.tenantId(), order.id(), item.lineNumber(), item.menuItemId(),
				item.name(), item.quantity(), amount(item.unitPrice()),
				this.modifiers.convertToDatabaseColumn(item.modifiers()),
				this.itemDiscounts.convertToDatabaseColumn(item.discounts()), amount(item.subtotal()),
				amount(item.discountAmount()), amount(item.taxAmount()), amount(item.total()),
				item.specialInstructions(), item.station(), item.taxCategory(), item.course(),
				WireNames.of(item.status()) };
	}

	private void insert(Order order, Payment payment, SqlBatch writes) {
		writes.add(INSERT_PAYMENT, payment.id(), order.tenantId(), order.id(), WireNames.of(payment.method()),
				WireNames.of(payment.status()), amount(payment.amount()), amount(payment.tipAmount()),
				payment.cardToken(), payment.isPlacedWithOrder(), payment.requests(), time(payment.createdAt()));
	}

	private void insert(Order order, StatusChange change, SqlBatch writes) {
		writes.add(INSERT_STATUS_CHANGE, change.id(), order.tenantId(), order.id(),
				(change.fromStatus() != null) ? WireNames.of(change.fromStatus()) : null,
				WireNames.of(change.toStatus()), time(change.changedAt()), change.changedBy(), change.reason());
	}

	/**
	 * Updates an order after its stock was reserved and it was possibly confirmed. Must
	 * not be called within a transaction, as {@link #assignIds}.
	 * @param seen the version before the change; the batch throws
	 * {@link ConcurrentChange} if the stored version differs
	 */
	void updatePlacement(Order order, int seen, SqlBatch writes) {
		writes.onViolation("version", ConcurrentChange::new);
		writes.add(UPDATE_PLACEMENT, seen, order.version(), WireNames.of(order.status()),
				this.partners.convertToDatabaseColumn(order.degraded()), order.reservationId(), time(order.updatedAt()),
				order.id(), order.tenantId());
		order.statusHistory().stream().filter((change) -> !change.isStored()).forEach((change) -> {
			change.assignId(this.ids.nextStatusChangeId());
			insert(order, change, writes);
		});
	}

	private static BigDecimal amount(Money money) {
		return money.toBigDecimal();
	}

	private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

}
