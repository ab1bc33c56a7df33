package com.auraconnect.orders.order;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.auraconnect.orders.order.OrderAdjustment.Kind;
import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Refunds of lines by {@code src/test/resources/refunds}. The expected amounts were
 * computed apart from this code, in exact fractions.
 */
class ItemRefundVectorsTests {

	private static final ObjectMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	/**
	 * Refunds of one line, which is taxed with 10 %.
	 *
	 * @param currency left out, any currency with two decimals
	 * @param discount on the order
	 * @param steps units that are refunded, one refund after the other
	 * @param expected amount of each refund
	 */
	record Vector(String name, String why, @Nullable String currency, int quantity, String unitPrice, String discount,
			String lineTotal, List<Integer> steps, List<String> expected) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static Stream<Vector> vectors() throws IOException {
		try (InputStream file = ItemRefundVectorsTests.class.getResourceAsStream("/refunds/lines.json")) {
			return JSON.readValue(file, new TypeReference<List<Vector>>() {
			}).stream();
		}
	}

	@Test
	void thereAreFifty() throws IOException {
		assertThat(vectors()).hasSizeGreaterThanOrEqualTo(50);
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void refundsAreThoseOfTheVector(Vector vector) {
		var order = order(vector);
		assertThat(order.items().getFirst().total()).isEqualTo(Money.of(vector.lineTotal()));
		List<Money> refunds = new ArrayList<>();
		for (int quantity : vector.steps()) {
			var refund = order.money()
				.refund(order.payments().getFirst(), new NewRefund(null, List.of(new NewRefund.Item(1, quantity)),
						Refund.Kind.GOODWILL, vector.why()), "ann", TAKEN);
			refunds.add(refund.amount());
		}
		assertThat(refunds).isEqualTo(vector.expected().stream().map(Money::of).toList());
	}

	/** Creates an order of one line that is paid, with a tip. */
	private static Order order(Vector vector) {
		var order = OrderMother.order()
			.in((vector.currency() != null) ? vector.currency() : "USD")
			.with(BURGER, vector.quantity())
			.taken();
		adjust(order, Kind.PRICE, 1L, vector.unitPrice());
		adjust(order, Kind.DISCOUNT, null, vector.discount());
		order.money()
			.pay(new NewPayment(PaymentMethod.CASH, Amount.of(order.totals().totalAmount()), Amount.of("1"), null),
					null, "ann", TAKEN);
		OrderMother.assignIds(order);
		return order;
	}

	private static void adjust(Order order, Kind kind, @Nullable Long itemId, String value) {
		order.money()
			.adjust(new NewAdjustment(kind, itemId, "Vector", Adjustment.FIXED, new BigDecimal(value), "vector", null),
					"ann", TAKEN);
		order.incrementVersion();
	}

}
