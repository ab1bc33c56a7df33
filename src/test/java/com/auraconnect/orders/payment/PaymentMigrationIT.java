package com.auraconnect.orders.payment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Migration of payments, refunds and amounts that an earlier version has stored. */
class PaymentMigrationIT {

	private static final String BEFORE = "26";

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private static final PostgresProcess SERVER = TestPostgres.ownServer();

	private final PostgresUrl database = newDatabase();

	private final JdbcClient client = JdbcClient.create(source(this.database));

	private long ids;

	@Test
	void refundsGetTheirKindAndOrdersTheirStatus() {
		migrate(BEFORE);
		addDiner();
		long goodwill = order("completed", "11.00", "0.00", "partially_refunded");
		refund(payment(goodwill, "captured", "11.00", "0.00"), "1.00");
		long corrected = order("completed", "11.00", "0.00", "partially_refunded");
		refund(payment(corrected, "captured", "15.40", "0.00"), "4.40");
		long both = order("completed", "11.00", "0.00", "partially_refunded");
		long cash = payment(both, "captured", "15.40", "0.00");
		refund(cash, "3.00");
		refund(cash, "3.00");
		long cancelled = order("cancelled", "13.00", "2.00", "refunded");
		refund(payment(cancelled, "captured", "11.00", "2.00"), "13.00");
		long part = order("confirmed", "11.00", "0.00", "authorized");
		payment(part, "authorized", "5.00", "0.00");
		long cashAndCard = order("confirmed", "11.00", "0.00", "partially_paid");
		payment(cashAndCard, "captured", "4.00", "0.00");
		payment(cashAndCard, "authorized", "7.00", "0.00");
		long free = order("confirmed", "0.00", "0.00", "unpaid");
		long open = order("confirmed", "11.00", "0.00", "unpaid");

		migrate("latest");

		assertThat(refunds(goodwill)).containsExactly("1.00 0.00 goodwill");
		assertThat(refunds(corrected)).containsExactly("4.40 0.00 correction");
		assertThat(refunds(both)).containsExactly("3.00 0.00 correction", "3.00 0.00 goodwill");
		assertThat(refunds(cancelled)).containsExactly("13.00 2.00 correction");
		assertThat(List.of(goodwill, corrected, both, cancelled, part, cashAndCard, free, open))
			.extracting(this::status)
			.containsExactly("partially_refunded", "paid", "partially_refunded", "refunded", "partially_authorized",
					"authorized", "paid", "unpaid");
	}

	@Test
	void amountsKeepTheirDecimalsAndTheirFiles() {
		migrate("30");
		addDiner();
		long yen = order("completed", "11.00", "1.00", "paid");
		refund(payment(yen, "captured", "10.00", "1.00"), "1.00");
		var files = files();

		migrate("latest");

		assertThat(files()).isEqualTo(files);
		assertThat(this.client.sql("""
				SELECT concat_ws(' ', o.total_amount, o.tax_amount, p.amount, p.rounding_amount, r.tip_amount)
				FROM orders o
				JOIN order_payments p ON p.order_id = o.id
				JOIN order_refunds r ON r.payment_id = p.id
				""").query(String.class).single()).isEqualTo("11.00 0.00 10.00 0.00 0.00");
		assertThat(this.client
			.sql("""
					SELECT conname
					FROM pg_constraint
					WHERE NOT convalidated AND (conname LIKE '%currency' OR conname LIKE '%add_up' OR conname LIKE '%bounded')
					""")
			.query(String.class)
			.list()).isEmpty();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.client.sql("UPDATE orders SET tax_amount = 0").update())
			.withMessageContaining("orders_amounts_of_one_currency");
	}

	@Test
	void ordersGetTheCurrencyOfTheirLocation() {
		migrate("30");
		addDiner();
		this.client.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency)
				VALUES (1, 2, 'Bistro', 'UTC', 'EUR'), (1, 3, 'Bar', 'UTC', 'USD')
				""").update();
		long dollars = order("completed", "11.00", "0.00", "paid");
		long euros = order("completed", "12.00", "0.00", "paid");
		this.client.sql("UPDATE orders SET location_id = 2 WHERE id = ?").param(euros).update();
		var files = files();

		migrate("latest");

		assertThat(files()).isEqualTo(files);
		assertThat(currency(dollars)).isEqualTo("USD");
		assertThat(currency(euros)).isEqualTo("EUR");
		long fromOldReplica = order("completed", "1.00", "0.00", "paid");
		assertThat(currency(fromOldReplica)).as("of a replica that does not know the column").isEqualTo("USD");
	}

	private String currency(long order) {
		return this.client.sql("SELECT currency FROM orders WHERE id = ?").param(order).query(String.class).single();
	}

	/** The files of the tables with amounts; a table that is rewritten gets another. */
	private List<String> files() {
		return this.client.sql("""
				SELECT relname || ' ' || pg_relation_filenode(oid)
				FROM pg_class
				WHERE relname IN ('orders', 'order_items', 'order_payments', 'order_refunds', 'order_daily_summary',
				                  'order_report_rows')
				ORDER BY relname
				""").query(String.class).list();
	}

	private void addDiner() {
		this.client.sql("INSERT INTO tenants (id, name) VALUES (1, 'Diner')").update();
		this.client.sql(
				"INSERT INTO locations (tenant_id, id, name, time_zone, currency) VALUES (1, 1, 'Diner', 'UTC', 'USD')")
			.update();
	}

	private long order(String status, String total, String tip, String paymentStatus) {
		long id = ++this.ids;
		this.client
			.sql("""
					INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, order_type, status,
					                    payment_status, degraded, subtotal, discount_amount, service_charge_amount, tax_amount,
					                    tip_amount, total_amount, discounts, service_charges, taxes, tax_rules,
					                    cancellation_reason)
					VALUES (:id, 1, 1, 'N-' || :id, 'code-' || :id, 1, 'dine_in', :status, :paymentStatus, '[]',
					        CAST(:total AS numeric) - CAST(:tip AS numeric), 0.00, 0.00, 0.00, CAST(:tip AS numeric),
					        CAST(:total AS numeric), '[]', '[]', '[]', '[]',
					        CASE WHEN :status = 'cancelled' THEN 'other' END)
					""")
			.params(Map.of("id", id, "status", status, "paymentStatus", paymentStatus, "total", total, "tip", tip))
			.update();
		return id;
	}

	private long payment(long order, String status, String amount, String tip) {
		long id = ++this.ids;
		this.client
			.sql("""
					INSERT INTO order_payments (id, tenant_id, order_id, method, status, amount, tip_amount, placed_with_order,
					                            created_at)
					VALUES (:id, 1, :order, 'cash', :status, CAST(:amount AS numeric), CAST(:tip AS numeric), FALSE, now())
					""")
			.params(Map.of("id", id, "order", order, "status", status, "amount", amount, "tip", tip))
			.update();
		return id;
	}

	private void refund(long payment, String amount) {
		this.client.sql("""
				INSERT INTO order_refunds (id, tenant_id, payment_id, amount, reason, status, created_at)
				VALUES (:id, 1, :payment, CAST(:amount AS numeric), 'cold', 'done', now())
				""").params(Map.of("id", ++this.ids, "payment", payment, "amount", amount)).update();
	}

	private List<String> refunds(long order) {
		return this.client.sql("""
				SELECT r.amount || ' ' || r.tip_amount || ' ' || r.kind
				FROM order_refunds r
				JOIN order_payments p ON p.id = r.payment_id AND p.tenant_id = r.tenant_id
				WHERE p.order_id = ?
				ORDER BY r.id
				""").param(order).query(String.class).list();
	}

	private String status(long order) {
		return this.client.sql("SELECT payment_status FROM orders WHERE id = ?")
			.param(order)
			.query(String.class)
			.single();
	}

	private void migrate(String version) {
		Flyway.configure()
			.dataSource(source(this.database))
			.configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
			.target(version)
			.load()
			.migrate();
	}

	private PostgresUrl newDatabase() {
		var name = "payments_" + DATABASES.incrementAndGet();
		JdbcClient.create(source(SERVER.url("postgres"))).sql("CREATE DATABASE " + name).update();
		return SERVER.url(name);
	}

	private static DriverManagerDataSource source(PostgresUrl database) {
		return new DriverManagerDataSource(database.jdbc(), database.user(), database.password());
	}

}
