package com.auraconnect.orders.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class MessageLimitTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final DataSize KIBIBYTES_16 = DataSize.ofKilobytes(16);

	private final MessageLimit limit = new MessageLimit(KIBIBYTES_16);

	@Test
	void dataWithinTheLimitIsAllowed() {
		assertThat(this.limit.allows("x".repeat(16 * 1024 - 512))).isTrue();
		assertThat(this.limit.allows("x".repeat(16 * 1024 - 511))).isFalse();
	}

	@Test
	void theLimitCountsBytes() {
		assertThat(this.limit.allows("€".repeat(6000))).isFalse();
		assertThat(this.limit.allows("x".repeat(6000))).isTrue();
	}

	@Test
	void allItemsOfALargeOrderAreKeptInShortForm() {
		JsonNode cut = cut(order(50));

		assertThat(cut.required("truncated").asBoolean()).isTrue();
		assertThat(cut.required("order_id").asLong()).isEqualTo(7);
		assertThat(cut.required("items")).hasSize(50)
			.allSatisfy((item) -> assertThat(item.fieldNames()).toIterable()
				.containsExactlyInAnyOrder("id", "menu_item_id", "quantity", "course", "status"));
		assertThat(cut.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(16 * 1024 - 512);
	}

	@Test
	void itemsAreLeftOutWhenTheirShortFormExceedsTheLimit() {
		assertThat(cut(order(500)).has("items")).isFalse();
	}

	@Test
	void otherListsAreLeftOutUntilTheDataFits() {
		ObjectNode data = order(50);
		data.putArray("discounts").add("x".repeat(10_000));
		data.putArray("taxes").add("x".repeat(10_000));

		assertThat(cut(data).fieldNames()).toIterable().doesNotContain("items", "discounts").contains("taxes");
	}

	@Test
	void refundsOfALargePaymentAreLeftOut() {
		ObjectNode data = JSON.createObjectNode();
		data.putObject("payment").put("amount", "12.00").putArray("refunds").add("x".repeat(20_000));

		assertThat(cut(data).required("payment")).isEqualTo(JSON.createObjectNode().put("amount", "12.00"));
	}

	private JsonNode cut(JsonNode data) {
		assertThat(this.limit.allows(data.toString())).isFalse();
		String cut = this.limit.cut(data);
		assertThat(this.limit.allows(cut)).isTrue();
		try {
			return JSON.readTree(cut);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * An order whose lines have names and notes of maximum length and twenty modifiers.
	 */
	private static ObjectNode order(int lines) {
		ObjectNode data = JSON.createObjectNode().put("order_id", 7);
		var items = data.putArray("items");
		for (int i = 0; i < lines; i++) {
			ObjectNode item = items.addObject()
				.put("id", Long.MAX_VALUE)
				.put("menu_item_id", Long.MAX_VALUE)
				.put("quantity", 99);
			item.put("course", Integer.MAX_VALUE).put("status", "preparing").put("name", "七".repeat(200));
			item.put("special_instructions", "x".repeat(500));
			var modifiers = item.putArray("modifiers");
			for (int j = 0; j < 20; j++) {
				modifiers.addObject().put("id", j).put("name", "Extra Cheese").put("price", "1.50").put("quantity", 1);
			}
		}
		return data;
	}

}
