package com.auraconnect.orders.events;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.util.unit.DataSize;

/**
 * Keeps messages below a size. One that would be larger says {@code "truncated": true}
 * and leaves out what makes it large: of each item all but what it takes to count and to
 * find it, of a payment its refunds; if that is not enough, the items altogether, and
 * then the other lists.
 */
class MessageLimit {

	/** More than what a message has around its data. */
	private static final int ENVELOPE = 512;

	private static final Set<String> OF_AN_ITEM = Set.of("id", "menu_item_id", "quantity", "course", "status");

	private static final Collection<String> REFUNDS = List.of("refunds");

	private static final List<String> LISTS = List.of("items", "discounts", "service_charges", "taxes");

	private final long limit;

	MessageLimit(DataSize limit) {
		this.limit = limit.toBytes() - ENVELOPE;
	}

	/** Whether a message can have that data, as JSON. */
	boolean allows(String data) {
		// UTF-8 has at most three bytes for each char
		return data.length() * 3L <= this.limit || data.getBytes(StandardCharsets.UTF_8).length <= this.limit;
	}

	/** The same data, as small as it needs to be. */
	String cut(JsonNode data) {
		var cut = data.<ObjectNode>deepCopy().put("truncated", true);
		cut.path("items").forEach((item) -> ((ObjectNode) item).retain(OF_AN_ITEM));
		if (cut.path("payment") instanceof ObjectNode payment) {
			payment.remove(REFUNDS);
		}
		LISTS.stream().takeWhile((_) -> !allows(cut.toString())).forEach(cut::remove);
		return cut.toString();
	}

}
