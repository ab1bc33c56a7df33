package com.auraconnect.orders.order.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.RandomOrders;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the document that Java writes of a new order with the one that the database
 * writes later: they must be identical. Sagas are paused, so that the order does not
 * change.
 */
@ServiceTest
class OrderDocumentIT {

	private static final int ORDERS = 200;

	private final ServiceClient client;

	private final OrderClient till;

	private final RandomOrders orders;

	private final OrderQueries queries;

	private final StringRedisTemplate redis;

	private final Scheduler scheduler;

	OrderDocumentIT(ServiceClient client, Sandbox sandbox, OrderQueries queries, StringRedisTemplate redis,
			Scheduler scheduler) {
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
		this.orders = new RandomOrders(sandbox.menu().items(), new Random(6));
		this.queries = queries;
		this.redis = redis;
		this.scheduler = scheduler;
	}

	@BeforeEach
	void pauseSagas() {
		this.scheduler.pause();
	}

	@AfterEach
	void resumeSagas() {
		this.scheduler.resume();
	}

	@Test
	void javaAndTheDatabaseWriteTheSameDocument() {
		IntStream.range(0, ORDERS).forEach((i) -> {
			JsonNode acknowledged = this.till.take(this.orders.rich(1));
			OrderDocument stored = Tenancy.of(1)
				.call(() -> this.queries.find(1, acknowledged.required("id").asLong()))
				.orElseThrow();
			assertThat(tree(stored.json()).toPrettyString()).isEqualTo(acknowledged.toPrettyString());
			assertThat(stored.version()).isEqualTo(1);
			assertThat(stored.locationId()).isEqualTo(1);
			assertThat(stored.customerId()).isEqualTo(customer(acknowledged));
		});
	}

	@ParameterizedTest
	@MethodSource("ordersOfAllKinds")
	void anOrderReadsTheSameWithAndWithoutTheCache(OrderBody body) {
		JsonNode acknowledged = this.till.take(body);
		String path = "/api/v1/orders/" + acknowledged.required("id");
		assertThat(this.client.get(path).json().toPrettyString()).isEqualTo(acknowledged.toPrettyString());
		assertThat(this.redis.delete("order:" + acknowledged.required("id"))).isTrue();
		assertThat(this.client.get(path).json().toPrettyString()).isEqualTo(acknowledged.toPrettyString());
	}

	private static Stream<OrderBody> ordersOfAllKinds() {
		OrderBody burger = OrderBody.burgerAt(1);
		return Stream.of(burger, burger.paidInCash(), burger.paidByCard("tok_ok"),
				burger.with("notes", "\"Zoë\" \\ 🎂\n七").with("customer_id", 7),
				burger.and(OrderBody.line(20, 99, 121, 122)));
	}

	private static @Nullable Long customer(JsonNode order) {
		JsonNode customer = order.required("customer_id");
		return customer.isNull() ? null : customer.longValue();
	}

	private static JsonNode tree(byte[] json) {
		try {
			return new JsonMapper().readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
