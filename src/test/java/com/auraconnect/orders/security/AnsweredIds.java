package com.auraconnect.orders.security;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Collects the ids in a response by kind. Fails on an id of unknown kind, so that none is
 * overlooked.
 */
final class AnsweredIds {

	/** Ids that do not belong to a tenant. */
	private static final Set<String> OF_NOTHING = Set.of("event_id", "external_id", "display_id", "request_id");

	private final Map<Kind, Set<String>> ids = new EnumMap<>(Kind.class);

	private AnsweredIds() {
	}

	/** Kind of an id; the statement finds its owner. */
	enum Kind {

		TENANT("SELECT id, NULL::bigint, NULL::bigint FROM tenants WHERE id = ANY(?::bigint[])"),

		LOCATION("SELECT tenant_id, id, NULL::bigint FROM locations WHERE id = ANY(?::bigint[])"),

		CUSTOMER(null),

		ORDER("SELECT tenant_id, location_id, customer_id FROM orders WHERE id = ANY(?::bigint[])"),

		ORDER_NUMBER("SELECT tenant_id, location_id, customer_id FROM orders WHERE order_number = ANY(?)"),

		TRACKING_CODE("SELECT tenant_id, location_id, customer_id FROM orders WHERE tracking_code = ANY(?)"),

		ITEM("""
				SELECT o.tenant_id, o.location_id, o.customer_id
				FROM orders o
				JOIN order_items i ON i.order_id = o.id AND i.tenant_id = o.tenant_id
				WHERE i.id = ANY(?::bigint[])"""),

		PAYMENT("""
				SELECT o.tenant_id, o.location_id, o.customer_id
				FROM orders o
				JOIN order_payments p ON p.order_id = o.id AND p.tenant_id = o.tenant_id
				WHERE p.id = ANY(?::bigint[])"""),

		REFUND("""
				SELECT o.tenant_id, o.location_id, o.customer_id
				FROM orders o
				JOIN order_payments p ON p.order_id = o.id AND p.tenant_id = o.tenant_id
				JOIN order_refunds r ON r.payment_id = p.id AND r.tenant_id = p.tenant_id
				WHERE r.id = ANY(?::bigint[])"""),

		CHECK("SELECT tenant_id, location_id, NULL::bigint FROM checks WHERE id = ANY(?::bigint[])"),

		CHECK_PAYMENT("""
				SELECT c.tenant_id, c.location_id, NULL::bigint
				FROM checks c
				JOIN check_payments p ON p.check_id = c.id AND p.tenant_id = c.tenant_id
				WHERE p.id = ANY(?::bigint[])"""),

		MENU_ITEM(null);

		private final @Nullable String owners;

		Kind(@Nullable String owners) {
			this.owners = owners;
		}

		/** Whether ids of this kind belong to a tenant. */
		boolean belongs() {
			return this.owners != null;
		}

	}

	/** Owner of a record; null for one without location or customer. */
	record Owner(long tenantId, @Nullable Long locationId, @Nullable Long customerId) {
	}

	/**
	 * Collects the ids in the JSON.
	 * @throws AssertionError if there is an id of unknown kind
	 */
	static AnsweredIds in(JsonNode answer) {
		var found = new AnsweredIds();
		found.collect("", answer);
		return found;
	}

	Set<String> of(Kind kind) {
		return this.ids.getOrDefault(kind, Set.of());
	}

	/** Finds the owners of the ids of a kind, with one statement. */
	List<Owner> owners(Kind kind, JdbcClient database) {
		if (kind.owners == null || of(kind).isEmpty()) {
			return List.of();
		}
		return database.sql(kind.owners)
			.param(of(kind).toArray(String[]::new))
			.query((row, _) -> new Owner(row.getLong(1), row.getObject(2, Long.class), row.getObject(3, Long.class)))
			.list();
	}

	private void collect(String name, JsonNode node) {
		if (node.isObject() && node.has("id")) {
			add(kindOf(name, node), node.required("id"));
		}
		node.properties().forEach((field) -> {
			var kind = kindOf(field.getKey());
			if (kind != null) {
				add(kind, field.getValue());
			}
			collect(field.getKey(), field.getValue());
		});
		if (node.isArray()) {
			node.forEach((element) -> collect(name, element));
		}
	}

	private void add(@Nullable Kind kind, JsonNode value) {
		if (kind == null || value.isNull()) {
			return;
		}
		var values = value.isArray() ? value.valueStream().map(JsonNode::asText).toList() : List.of(value.asText());
		// a saga's id contains that of its order
		values.forEach((text) -> this.ids.computeIfAbsent(kind, (_) -> new TreeSet<>())
			.add((kind == Kind.ORDER) ? text.replaceFirst(".*-", "") : text));
	}

	private static @Nullable Kind kindOf(String field) {
		return switch (field) {
			case "tenant_id" -> Kind.TENANT;
			case "location_id", "location_ids" -> Kind.LOCATION;
			case "customer_id" -> Kind.CUSTOMER;
			case "order_id", "order_ids", "open", "carried_over" -> Kind.ORDER;
			case "check_id" -> Kind.CHECK;
			case "check_payment_id" -> Kind.CHECK_PAYMENT;
			case "order_number" -> Kind.ORDER_NUMBER;
			case "tracking_code" -> Kind.TRACKING_CODE;
			case "item_id" -> Kind.ITEM;
			case "payment_id" -> Kind.PAYMENT;
			case "menu_item_id" -> Kind.MENU_ITEM;
			default -> {
				if (field.matches(".*_ids?") && !OF_NOTHING.contains(field)) {
					throw new AssertionError("say of what " + field + " is an id");
				}
				yield null;
			}
		};
	}

	/**
	 * Kind of an object's own id; null for ids of the menu, and for those unique in an
	 * order.
	 */
	private static @Nullable Kind kindOf(String name, JsonNode object) {
		if (object.has("order_number") || object.has("saga")) {
			return Kind.ORDER;
		}
		if (object.has("merged_into")) {
			return Kind.CHECK;
		}
		if (object.has("allocations")) {
			return Kind.CHECK_PAYMENT;
		}
		if (object.has("time_zone")) {
			return Kind.LOCATION;
		}
		return switch (name) {
			case "items", "item" -> Kind.ITEM;
			case "customer" -> Kind.CUSTOMER;
			case "payments", "payment" -> Kind.PAYMENT;
			case "refunds", "refund" -> Kind.REFUND;
			case "modifiers", "adjustments" -> null;
			default -> throw new AssertionError("say of what the id in " + name + " is: " + object);
		};
	}

	@Override
	public String toString() {
		return this.ids.toString();
	}

}
