package com.auraconnect.orders.order;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Orders are loaded as they were written. The orders belong to a tenant of this test;
 * they have neither events nor sagas.
 */
@ServiceTest
class OrderRepositoryIT {

	private static final int ORDERS = 30;

	private static final int CHANGES = 60;

	private final OrderRepository orders;

	private final OrderIdGenerator ids;

	private final OrderDocuments documents;

	private final ObjectMapper json;

	private final JdbcTemplate jdbc;

	private final JdbcClient database;

	private final TransactionTemplate transaction;

	OrderRepositoryIT(OrderRepository orders, OrderIdGenerator ids, OrderDocuments documents, ObjectMapper json,
			JdbcTemplate jdbc, TestEnvironment site, PlatformTransactionManager transactions) {
		this.orders = orders;
		this.ids = ids;
		this.documents = documents;
		this.json = json;
		this.jdbc = jdbc;
		this.database = site.database();
		this.transaction = new TransactionTemplate(transactions);
	}

	@BeforeEach
	void addTenant() {
		this.database.sql("INSERT INTO tenants (id, name) VALUES (?, 'Tenant of a test') ON CONFLICT DO NOTHING")
			.param(OrderMother.TENANT)
			.update();
		this.database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency)
				VALUES (?, 1, 'Location of a test', 'UTC', 'USD')
				ON CONFLICT DO NOTHING
				""").param(OrderMother.TENANT).update();
		this.database.sql("INSERT INTO customers (tenant_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING")
			.params(OrderMother.TENANT, OrderMother.CUSTOMER)
			.update();
		this.database
			.sql("""
					INSERT INTO checks (id, tenant_id, version, location_id, status, order_count, order_versions, created_at,
					                    updated_at)
					VALUES (?, ?, 1, 1, 'open', 0, 0, now(), now())
					ON CONFLICT DO NOTHING
					""")
			.params(OrderMother.CHECK, OrderMother.TENANT)
			.update();
	}

	@Test
	void anOrderIsLoadedAsItWasAfterEachOfItsChanges() {
		var made = new TreeSet<String>();
		var all = new TreeSet<String>();
		for (long seed = 0; seed < ORDERS; seed++) {
			var random = new RandomChange(seed);
			var order = store(random.place(this.ids.nextOrderId()));
			assertLoadedAs(order, seed);
			for (int i = 0; i < CHANGES; i++) {
				order = change(order.id(), random::apply);
				assertLoadedAs(order, seed);
			}
			made.addAll(random.made());
			all.addAll(random.all());
		}
		assertThat(made).as("changes that were made at least once").isEqualTo(all);
	}

	/** Compares all fields, and the documents from memory and from the database. */
	private void assertLoadedAs(Order order, long seed) {
		var loaded = find(order.id());
		assertThat(loaded).as("seed %d", seed)
			.isNotSameAs(order)
			.usingRecursiveComparison()
			.ignoringFieldsMatchingRegexes(".*tracking", ".*checkMove")
			.isEqualTo(order);
		var document = within(() -> this.documents.find(OrderMother.TENANT, order.id()).orElseThrow());
		assertThat(json(document)).as("seed %d", seed).isEqualTo(json(this.documents.of(order)));
	}

	private JsonNode json(OrderDocument document) {
		try {
			return this.json.readTree(document.json());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void aWriteOfAStaleOrderIsRefused() {
		var order = store(OrderMother.menu().place(this.ids.nextOrderId()));
		var stale = find(order.id());
		change(order.id(), (loaded) -> loaded.confirm(Courses.OFF, "till", null, OrderMother.TAKEN));

		stale.cancel(new Cancellation(CancellationReason.TIMEOUT, null), "till", OrderMother.TAKEN);
		stale.incrementVersion();
		assertThatExceptionOfType(ConcurrentChange.class).isThrownBy(() -> store(stale));

		assertThat(find(order.id()).status()).isEqualTo(OrderStatus.CONFIRMED);
	}

	@Test
	void anExternalIdIsTakenOnce() {
		store(OrderMother.menu().withExternalId("pos-1").place(this.ids.nextOrderId()));

		assertThatExceptionOfType(ExternalIdTaken.class)
			.isThrownBy(() -> store(OrderMother.menu().withExternalId("pos-1").place(this.ids.nextOrderId())));
	}

	private Order store(Order order) {
		return within(() -> {
			this.orders.assignIds(order);
			order.tracking().takeEvents();
			var writes = new SqlBatch();
			this.orders.write(order, writes);
			writes.executeAsTransaction(this.jdbc);
			return order;
		});
	}

	private Order change(long id, Consumer<Order> change) {
		return inTransaction(() -> {
			var order = this.orders.findForChange(OrderMother.TENANT, id).orElseThrow();
			change.accept(order);
			if (order.tracking().hasEvents()) {
				order.incrementVersion();
			}
			this.orders.assignIds(order);
			order.tracking().takeEvents();
			var writes = new SqlBatch();
			this.orders.write(order, writes);
			writes.executeAndCommit(this.jdbc);
			return order;
		});
	}

	private Order find(long id) {
		return inTransaction(() -> this.orders.find(OrderMother.TENANT, id).orElseThrow());
	}

	private <T> T inTransaction(Supplier<T> work) {
		return within(() -> Objects.requireNonNull(this.transaction.execute((_) -> work.get())));
	}

	private static <T> T within(Supplier<T> work) {
		return Tenancy.of(OrderMother.TENANT).call(work::get);
	}

}
