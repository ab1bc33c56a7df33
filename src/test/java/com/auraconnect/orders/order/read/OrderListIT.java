package com.auraconnect.orders.order.read;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.platform.database.ConsistentReads;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestSize;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists 200,000 orders: checks PostgreSQL's plans and the contents of pages. */
@Tag(TestSize.TAG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderListIT {

	private static final Logger log = LoggerFactory.getLogger(OrderListIT.class);

	private static final int PAGE = 20;

	private static final OrderFilter.Scope ADMIN = new OrderFilter.Scope(OrderLists.TENANT, null, null);

	private final PostgresUrl url = PostgresUrl.parse(TestPostgres.newRestaurantDatabase());

	private final SingleConnectionDataSource connection = connect();

	private final SingleConnectionDataSource ownersConnection = connect();

	/** Connection with the rights of the service. */
	private final JdbcClient database = JdbcClient.create(this.connection);

	/** Connection of the owner, which sees all rows. */
	private final JdbcClient owner = JdbcClient.create(this.ownersConnection);

	private final OrderListQuery query = new OrderListQuery(ConsistentReads.of(this.database),
			answers(DataSize.ofMegabytes(1)));

	private static AnswerSettings answers(DataSize page) {
		return new AnswerSettings(page, page, page, page, page, Duration.ZERO);
	}

	/**
	 * The size limit is two and a half orders: each page has two, and a walk still sees
	 * each order.
	 */
	@Test
	void aPageEndsBeforeItExceedsTheSizeLimit() {
		var list = newestFirst(ADMIN, filter(Set.of(), 101L, null));
		var whole = this.query.page(list, null, PAGE);
		var size = whole.orders().getFirst().json().length;
		var small = new OrderListQuery(ConsistentReads.of(this.database), answers(DataSize.ofBytes(size * 5L / 2)));
		var seen = new ArrayList<OrderDocument>();
		for (PageStart next = null; seen.size() < whole.orders().size();) {
			var page = small.page(list, next, PAGE);
			assertThat(page.orders()).hasSizeBetween(1, 2);
			seen.addAll(page.orders());
			next = page.next();
			assertThat(next).isNotNull();
		}
		assertThat(seen.stream().limit(whole.orders().size()).map(OrderDocument::id).toList())
			.isEqualTo(whole.orders().stream().map(OrderDocument::id).toList());
		var one = new OrderListQuery(ConsistentReads.of(this.database), answers(DataSize.ofBytes(1)));
		assertThat(one.page(list, null, PAGE).orders()).singleElement()
			.extracting(OrderDocument::id)
			.isEqualTo(whole.orders().getFirst().id());
	}

	private SingleConnectionDataSource connect() {
		return new SingleConnectionDataSource(this.url.jdbc(), this.url.user(), this.url.password(), true);
	}

	@BeforeAll
	void takeOrders() throws SQLException {
		new ResourceDatabasePopulator(new ClassPathResource("lists/orders.sql")).execute(this.ownersConnection);
		Tenancy.of(OrderLists.TENANT).applyTo(this.connection.getConnection());
	}

	@AfterAll
	void disconnect() {
		this.connection.destroy();
		this.ownersConnection.destroy();
	}

	@Test
	void everyCombinationOfFiltersIsServedByAnIndex() {
		var middle = new PageStart(Instant.parse("2026-03-01T00:00:00Z"), 90_000);
		var lists = some(OrderLists.everyCombination());
		Map<String, Integer> plans = new TreeMap<>();
		var astray = new ArrayList<String>();

		for (var list : lists) {
			for (var start : new PageStart[] { null, middle }) {
				var plan = Plan.of(this.database, list, start, PAGE);
				plans.merge(plan.indexes().toString(), 1, Integer::sum);
				if (plan.indexes().isEmpty() || !plan.keepsToIndexesOfTheTenant()) {
					astray.add(list + "\n" + plan);
				}
			}
		}

		log.info(
				"{} combinations of parameters, callers, sorts and directions, each from the start and from a cursor: "
						+ "{} plans, {} of them astray. They go by\n{}",
				lists.size(), lists.size() * 2, astray.size(), plans.toString().replace("], ", "]\n"));
		assertThat(astray).isEmpty();
	}

	/** All lists in the endurance suite, every seventh in the short one. */
	private static List<OrderList> some(List<OrderList> lists) {
		int step = TestSize.of(7, 1);
		return IntStream.range(0, lists.size()).filter((i) -> i % step == 0).mapToObj(lists::get).toList();
	}

	@Test
	void thePlanCheckDetectsASequentialScan() {
		var plan = Plan.of(this.database, "SELECT o.id FROM orders o WHERE o.notes = :notes", Map.of("notes", "none"));

		assertThat(plan.keepsToIndexesOfTheTenant()).isFalse();
	}

	/**
	 * A policy that the planner counts as a filter would make every later step look
	 * cheap.
	 */
	@Test
	void thePlannerEstimatesAsManyOrdersAsWithoutPolicies() throws SQLException {
		var ofTenant = "SELECT * FROM orders WHERE tenant_id = 3 AND status = 'completed'";
		var ofAll = "SELECT * FROM orders WHERE status = 'completed'";

		assertThat(expectedRows(this.database, ofTenant)).isEqualTo(expectedRows(this.owner, ofTenant));
		Tenancy.everyTenant().applyTo(this.connection.getConnection());
		assertThat(expectedRows(this.database, ofAll)).isBetween(expectedRows(this.owner, ofAll) * 99 / 100,
				expectedRows(this.owner, ofAll));
		Tenancy.of(OrderLists.TENANT).applyTo(this.connection.getConnection());
	}

	private static long expectedRows(JdbcClient database, String sql) {
		return Plan.of(database, sql, Map.of()).expectedRows();
	}

	@Test
	void pagesMatchAnIndependentFilter() {
		var orders = ListedOrder.all(this.owner);
		var random = new Random(4711);
		var lists = OrderLists.everyCombination();
		int found = 0;

		int count = TestSize.of(100, 400);
		for (int i = 0; i < count; i++) {
			var list = lists.get(random.nextInt(lists.size()));
			var expected = orders.stream()
				.filter((order) -> order.isIn(list))
				.sorted(ListedOrder.inTheOrderOf(list))
				.toList();
			int begin = random.nextBoolean() ? 0 : random.nextInt(expected.size() + 1);
			found += assertPages(list, expected, begin, 1 + random.nextInt(100));
		}

		log.info("{} random lists with {} orders on their pages are correct", count, found);
		assertThat(found).isGreaterThan(count * 5 / 2);
	}

	/** Checks three pages of the list. */
	private int assertPages(OrderList list, List<ListedOrder> expected, int begin, int size) {
		var start = (begin == 0) ? null : placeOf(expected.get(begin - 1), list);
		int end = begin;
		for (int page = 0; page < 3; page++) {
			var answer = this.query.page(list, start, size);
			var shown = expected.subList(end, Math.min(end + size, expected.size()));
			assertThat(answer.orders()).as(list.toString())
				.extracting(OrderDocument::id)
				.containsExactlyElementsOf(shown.stream().map(ListedOrder::id).toList());
			end += shown.size();
			start = answer.next();
			assertThat(start != null).as("%s has more after %d of %d", list, end, expected.size())
				.isEqualTo(end < expected.size());
			if (start == null) {
				break;
			}
		}
		return end - begin;
	}

	@Test
	void ordersOutsideTheCallersScopeAreOnNoPage() {
		var staff = new OrderFilter.Scope(OrderLists.TENANT, List.of(101L), null);
		var customer = new OrderFilter.Scope(OrderLists.TENANT, null, 3L);
		var emptyScope = new OrderFilter.Scope(OrderLists.TENANT, List.of(), null);
		var ofAnother = new OrderFilter(Set.of(), null, 4L, null, null, null, null, null, null, null);

		assertThat(this.query.page(newestFirst(staff, filter(Set.of(), 102L, null)), null, PAGE).orders()).isEmpty();
		assertThat(this.query.page(newestFirst(customer, ofAnother), null, PAGE).orders()).isEmpty();
		assertThat(this.query.page(newestFirst(emptyScope, filter(Set.of(), null, null)), null, PAGE).orders())
			.isEmpty();
	}

	private static PageStart placeOf(ListedOrder order, OrderList list) {
		return new PageStart(order.time(list.sort()), order.id());
	}

	@Test
	void ordersOfTheSameMillisecondAreWalkedOneByOne() {
		var list = newestFirst(ADMIN, filter(Set.of(), null, null));
		var walked = new ArrayList<Long>();
		PageStart next = null;
		do {
			var page = this.query.page(list, next, 7);
			page.orders().forEach((order) -> walked.add(order.id()));
			next = page.next();
		}
		while (next != null && walked.size() < 2000);

		assertThat(walked).doesNotHaveDuplicates()
			.containsExactlyElementsOf(this.owner
				.sql("SELECT id FROM orders WHERE tenant_id = 3 ORDER BY created_at DESC, id DESC LIMIT :limit")
				.param("limit", walked.size())
				.query(Long.class)
				.list());
	}

	/** A set of locations, statuses or types costs at most a page for each of them. */
	@Test
	void aPageReadsAboutAsManyOrdersAsItShows() {
		var staffOfAClosedLocation = new OrderFilter.Scope(OrderLists.TENANT, List.of(101L, 110L), null);
		var everything = filter(Set.of(), null, null);

		assertOrdersVisited(PAGE + 1, newestFirst(ADMIN, everything));
		assertOrdersVisited(PAGE + 1, newestFirst(ADMIN, filter(Set.of(), 110L, null)));
		assertOrdersVisited(2 * (PAGE + 1), newestFirst(staffOfAClosedLocation, everything));
		assertOrdersVisited(6 * (PAGE + 1), newestFirst(ADMIN, filter(Set.of(), null, OrderType.DRIVE_THRU)));
		assertOrdersVisited(5 * (PAGE + 1), newestFirst(ADMIN, filter(Set.of(OrderStatus.CANCELLED), null, null)));
		assertOrdersVisited(20 * (PAGE + 1), newestFirst(ADMIN, filter(OrderStatus.ACTIVE, null, null)));
		assertOrdersVisited(4 * (PAGE + 1), newestFirst(ADMIN, filter(OrderStatus.ACTIVE, 101L, null)));
		assertOrdersVisited(PAGE + 1, newestFirst(ADMIN, filter(Set.of(), 101L, OrderType.DRIVE_THRU)));
	}

	/** Planning each page would take longer than reading it. */
	@Test
	void pagesOfALocationShareAGenericPlan() throws SQLException {
		var own = connect();
		try {
			Tenancy.of(OrderLists.TENANT).applyTo(own.getConnection());
			var pages = new OrderListQuery(ConsistentReads.of(JdbcClient.create(own)),
					answers(DataSize.ofMegabytes(1)));
			for (int i = 0; i < 30; i++) {
				pages.page(newestFirst(ADMIN, filter(Set.of(), 101L + i % 10, null)), null, PAGE);
			}

			var plans = JdbcClient.create(own)
				.sql("SELECT sum(custom_plans) AS own, sum(generic_plans) AS common FROM pg_prepared_statements")
				.query()
				.singleRow();
			assertThat(((Number) plans.get("own")).intValue()).as("%s", plans).isLessThanOrEqualTo(5);
			assertThat(((Number) plans.get("common")).intValue()).as("%s", plans).isGreaterThanOrEqualTo(15);
		}
		finally {
			own.destroy();
		}
	}

	/** A scan along the time would have to read nearly all orders. */
	@Test
	void oldOrdersAreNotReachedByAScan() {
		var lately = new OrderFilter(Set.of(), null, null, null, null, null, OrderLists.END.minusSeconds(86_400), null,
				null, null);

		assertOrdersVisited(2000, new OrderList(ADMIN, lately, OrderList.Sort.CREATED_AT, OrderList.Direction.ASC));
	}

	/**
	 * ANALYZE draws a random sample. Some days are in its histogram and some are not, and
	 * the plan must be good for either.
	 */
	@Test
	void theNumbersOfAnyDayAreFoundWithoutAScan() {
		var january = LocalDate.parse("2025-01-01");
		for (int day = 0; day < 60; day++) {
			var number = january.plusDays(day).format(DateTimeFormatter.ofPattern("yyMMdd"));
			var ofOneDay = new OrderFilter(Set.of(), null, null, null, null, null, null, number, null, null);

			assertOrdersVisited(2000, newestFirst(ADMIN, ofOneDay));
		}
	}

	private void assertOrdersVisited(int most, OrderList list) {
		var plan = Plan.analyzed(this.database, list, PAGE);

		assertThat(plan.rowsOfOrdersVisited()).as("%s%n%s", list, plan).isLessThanOrEqualTo(most);
	}

	private static OrderList newestFirst(OrderFilter.Scope scope, OrderFilter filter) {
		return new OrderList(scope, filter, OrderList.Sort.CREATED_AT, OrderList.Direction.DESC);
	}

	private static OrderFilter filter(Set<OrderStatus> statuses, @Nullable Long locationId, @Nullable OrderType type) {
		return new OrderFilter(statuses, locationId, null, type, null, null, null, null, null, null);
	}

}
