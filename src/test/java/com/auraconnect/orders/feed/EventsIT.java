package com.auraconnect.orders.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Pages of events over HTTP. */
@ServiceTest
class EventsIT {

	private final ServiceClient client;

	private final ServiceClient staff;

	private final TestEnvironment site;

	EventsIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.staff = client.staff(1, 2L);
		this.site = site;
	}

	@Test
	void pagesLeadFromTheFirstEventToTheLast() {
		var till = new OrderClient(this.staff);
		long first = till.take(OrderBody.burgerAt(2)).required("id").asLong();
		till.move(first, "confirmed", "preparing");
		await().until(() -> numberedEvents(first) >= 3);

		List<Long> sequences = new ArrayList<>();
		Answer page;
		long after = 0;
		do {
			page = this.staff.get("/api/v1/events?location_id=2&limit=2&after=%d", after);
			assertThat(page.at("/data").size()).isBetween(1, 2);
			page.at("/data").forEach((event) -> sequences.add(event.required("sequence").asLong()));
			after = page.at("/meta/next_after").asLong();
		}
		while (page.at("/meta/has_more").asBoolean());

		assertThat(sequences).first().isEqualTo(1L);
		assertThat(sequences).isEqualTo(LongStream.rangeClosed(1, sequences.getLast()).boxed().toList());
		assertThat(page.at("/meta/gap").asBoolean()).isFalse();
		assertThat(page.at("/meta/last_sequence").asLong()).isEqualTo(after);
	}

	/** The largest possible sequence is neither a gap nor an overflow. */
	@Test
	void thePageAfterTheLargestSequenceIsEmpty() {
		new OrderClient(this.staff).take(OrderBody.burgerAt(2));
		await().until(() -> this.staff.get("/api/v1/events?location_id=2").at("/meta/last_sequence").asLong() > 0);
		Answer page = this.staff.get("/api/v1/events?location_id=2&after=%d", Long.MAX_VALUE);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.at("/data")).isEmpty();
		assertThat(page.at("/meta/gap").asBoolean()).isFalse();
		assertThat(page.at("/meta/has_more").asBoolean()).isFalse();
		assertThat(page.at("/meta/next_after").asLong()).isEqualTo(Long.MAX_VALUE);
		assertThatProblem(this.staff.get("/api/v1/events?location_id=2&after=9223372036854775808"))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("after");
	}

	/** Counts the events of the order that have a sequence in the feed. */
	private long numberedEvents(long id) {
		return this.staff.get("/api/v1/orders/%d/events", id)
			.at("/data")
			.valueStream()
			.filter((event) -> !event.at("/sequence").isNull())
			.count();
	}

	@Test
	void aPageHasTheMessagesThatSubscribersGet() {
		new OrderClient(this.staff).take(OrderBody.burgerAt(2));
		await().untilAsserted(() -> assertThat(this.site.feed(2).entries()).isNotEmpty()
			.last()
			.satisfies((entry) -> assertThat(this.staff
				.get("/api/v1/events?location_id=2&limit=1&after=%d", entry.event().required("sequence").asLong() - 1)
				.at("/data/0")).isEqualTo(entry.event())));
	}

	@Test
	void aCallerAheadOfTheFeedGetsAnEmptyPageWithTheLastSequence() {
		var answer = this.staff.get("/api/v1/events?location_id=2&after=9000000000");

		assertThat(answer.at("/data").size()).isZero();
		assertThat(answer.at("/meta/next_after").asLong()).isEqualTo(9_000_000_000L);
		assertThat(answer.at("/meta/has_more").asBoolean()).isFalse();
		assertThat(answer.at("/meta/last_sequence").asLong()).isLessThan(1_000_000L);
	}

	@Test
	void aLocationWithoutEventsHasAnEmptyFeed() {
		this.site.database().sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency) VALUES (2, 77, 'Quiet', 'UTC', 'USD')
				ON CONFLICT DO NOTHING""").update();
		var answer = this.client.admin(2).get("/api/v1/events?location_id=77");

		assertThat(answer.at("/data").size()).isZero();
		assertThat(answer.at("/meta/oldest_sequence").asLong()).isEqualTo(1);
		assertThat(answer.at("/meta/last_sequence").asLong()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "location_id=1&limit=0, limit", "location_id=1&limit=1001, limit", "location_id=1&limit=x, limit",
			"location_id=1&after=-1, after", "location_id=1&after=1.5, after", "limit=5, location_id",
			"location_id=one, location_id", "location_id=1&since=3, since",
			"location_id=1&location_id=2, location_id" })
	void anInvalidParameterIsNamed(String query, String field) {
		for (String path : List.of("/api/v1/events?", "/api/v1/events/stream?")) {
			var answer = this.client.admin(1).get(path + query);

			assertThatProblem(answer).is(400, "VALIDATION_ERROR");
			assertThat(answer.at("/errors/0/field").asText()).isEqualTo(field);
		}
	}

	@Test
	void anInvalidLastEventIdIsNamed() {
		var answer = this.client.admin(1).with("Last-Event-ID", "latest").get("/api/v1/events/stream?location_id=1");

		assertThatProblem(answer).is(400, "VALIDATION_ERROR");
		assertThat(answer.at("/errors/0/field").asText()).isEqualTo("Last-Event-ID");
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/events?location_id=", "/api/v1/events/stream?location_id=" })
	void callersSeeTheirOwnLocationsOnly(String path) {
		assertThatProblem(this.client.get(path + 1)).is(401, "UNAUTHORIZED");
		assertThatProblem(this.client.customer(1, 5).get(path + 1)).is(403, "FORBIDDEN");
		assertThatProblem(this.staff.get(path + 1)).is(404, "NOT_FOUND");
		assertThatProblem(this.client.staff(1, 3L).get(path + 3)).is(404, "NOT_FOUND");
		assertThatProblem(this.client.admin(1).get(path + 3)).is(404, "NOT_FOUND");
		assertThatProblem(this.client.admin(1).get(path + 404)).is(404, "NOT_FOUND");
	}

	/** Fifty lines with a long note each exceed the size of a message. */
	@Test
	void theMessageOfALargeOrderIsShortened() {
		Map<String, Object> line = OrderBody.line(10, 1, 101, 102);
		line.put("special_instructions", "no onions, ".repeat(40));
		OrderBody order = OrderBody.at(2, Collections.nCopies(50, line).toArray(Map[]::new));
		long id = new OrderClient(this.staff).take(order).required("id").asLong();
		await().until(() -> numberedEvents(id) >= 1);

		var created = this.staff.get("/api/v1/orders/%d/events", id).at("/data/0");
		assertThat(created.at("/data/truncated").asBoolean()).isTrue();
		assertThat(created.at("/data/items")).hasSize(50);
		assertThat(created.toString().length()).isBetween(3000, 16 * 1024);
	}

	@Test
	void aHeadRequestOfAStreamIsAnswered() {
		var answer = this.client.admin(1).unchecked().send("HEAD", "/api/v1/events/stream?location_id=1", null);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
	}

	@Test
	void aRefusedStreamIsAnsweredWithAProblem() {
		assertThatProblem(
				this.client.admin(1).with("Accept", "text/event-stream").get("/api/v1/events/stream?location_id=404"))
			.is(404, "NOT_FOUND");
	}

}
