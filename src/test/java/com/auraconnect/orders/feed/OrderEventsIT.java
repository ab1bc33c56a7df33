package com.auraconnect.orders.feed;

import java.util.ArrayList;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads events of an order without a relay that numbers them. */
class OrderEventsIT {

	private static final String APPEND = """
			INSERT INTO outbox_events
			    (tenant_id, location_id, order_id, order_version, event_id, event_type, occurred_at, data, sequence)
			VALUES (:tenantId, 1, 7, 1, '6f1f3f9e-0f51-4c39-9b2b-0b8d4c5c7a10', 'order.created',
			        '2026-11-22T10:00:00.12Z', '{"order_id": 7}', :sequence)
			""";

	private final JdbcClient database = connect();

	private final OrderEvents events = new OrderEvents(this.database);

	private static JdbcClient connect() {
		var url = PostgresUrl.parse(TestPostgres.newRestaurantDatabase());
		return JdbcClient.create(new DriverManagerDataSource(url.jdbc(), url.user(), url.password()));
	}

	@Test
	void anUnnumberedEventHasANullSequence() {
		append(1, 1L);
		append(1, null);
		append(2, null);

		assertThat(this.events.after(1, 7, 0)).extracting(OrderEvents.OrderEvent::message)
			.containsExactly(message("1"), message("null"));
		assertThat(this.events.after(1, 8, 0)).isEmpty();
	}

	@Test
	void manyEventsAreReadInPages() {
		IntStream.rangeClosed(1, 120).forEach((i) -> append(1, (long) i));
		var read = new ArrayList<String>();
		for (var page = this.events.after(1, 7, 0); !page.isEmpty(); page = this.events.after(1, 7,
				page.getLast().id())) {
			assertThat(page).hasSizeLessThanOrEqualTo(50);
			page.forEach((event) -> read.add(event.message()));
		}
		assertThat(read)
			.isEqualTo(IntStream.rangeClosed(1, 120).mapToObj((i) -> message(Integer.toString(i))).toList());
	}

	private void append(long tenantId, @Nullable Long sequence) {
		this.database.sql(APPEND).param("tenantId", tenantId).param("sequence", sequence).update();
	}

	private static String message(String sequence) {
		return ("{\"event_id\":\"6f1f3f9e-0f51-4c39-9b2b-0b8d4c5c7a10\",\"event_type\":\"order.created\","
				+ "\"timestamp\":\"2026-11-22T10:00:00.120Z\",\"tenant_id\":1,\"location_id\":1,\"sequence\":%s,"
				+ "\"order_version\":1,\"data\":{\"order_id\": 7}}")
			.formatted(sequence);
	}

}
