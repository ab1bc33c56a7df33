package com.auraconnect.orders.order;

import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Rows of an order and its parts as they are in the database: the attribute values of
 * each entity, by the entity itself. Attribute values are immutable.
 */
@SuppressWarnings("ArrayRecordComponent")
record OrderRows(Map<Object, @Nullable Object[]> values) {

	static final OrderRows NONE = new OrderRows(Map.of());

	static OrderRows empty() {
		return new OrderRows(new IdentityHashMap<>());
	}

}
