package com.auraconnect.orders.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.util.unit.DataSize;

/**
 * Cuts messages to a maximum size. A message that would be larger carries
 * {@code "truncated": true} and leaves out the bulk: of each item all but its id, menu
 * item, quantity, course and statuses, of a payment its refunds; if that is not enough,
 * the items, then the other lists, and then the metadata.
 */
class MessageLimit {

	/** Upper bound in bytes of the fields of a message around its data. */
	private static final int ENVELOPE = 512;

	private static final Set<String> KEPT_ITEM_FIELDS = Set.of("id", "menu_item_id", "quantity", "course", "status",
			"item_id", "previous_status", "new_status");

	private static final Collection<String> REFUNDS = List.of("refunds");

	private static final List<String> DROPPABLE_FIELDS = List.of("items", "adjustments", "discounts", "service_charges",
			"taxes", "stations", "metadata");

	private final long limit;

	MessageLimit(DataSize limit) {
		this.limit = limit.toBytes() - ENVELOPE;
	}

	/** Whether that data, as JSON, fits into a message. */
	boolean allows(String data) {
		// UTF-8 has at most three bytes for each char
		return data.length() * 3L <= this.limit || data.getBytes(StandardCharsets.UTF_8).length <= this.limit;
	}

	/** Returns the data, cut until it fits. */
	String cut(JsonNode data) {
		var cut = data.<ObjectNode>deepCopy().put("truncated", true);
		cut.path("items").forEach((item) -> ((ObjectNode) item).retain(KEPT_ITEM_FIELDS));
		if (cut.path("payment") instanceof ObjectNode payment) {
			payment.remove(REFUNDS);
		}
		DROPPABLE_FIELDS.stream().takeWhile((_) -> !allows(cut.toString())).forEach(cut::remove);
		return cut.toString();
	}

}
