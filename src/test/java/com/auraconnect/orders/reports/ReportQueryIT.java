package com.auraconnect.orders.reports;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.auraconnect.orders.order.read.OrderFilter;
import com.auraconnect.orders.platform.database.ConsistentReads;
import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that a report is one statement, which does not read orders. */
@ServiceTest
class ReportQueryIT {

	private static final ReportFilter FILTER = new ReportFilter(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31),
			null, Grouping.MONTH);

	private final DataSource dataSource;

	private final JdbcClient database;

	private final DailyNumbers numbers;

	private final List<String> statements = new ArrayList<>();

	private final long tenant;

	private final long location;

	ReportQueryIT(DataSource dataSource, TestEnvironment site, DailyNumbers numbers) {
		this.dataSource = dataSource;
		this.database = site.database();
		this.numbers = numbers;
		var restaurants = new Restaurants(this.database);
		this.tenant = restaurants.newTenant();
		this.location = restaurants.newLocation(this.tenant, "UTC", "00:00");
	}

	@BeforeEach
	void count() {
		new Restaurants(this.database).takeSilently(this.tenant, this.location, "2025-06-30T23:59:55Z", 10_000);
		this.numbers.recount(new LocationKey(this.tenant, this.location));
	}

	@Test
	void aReportIsOneStatement() {
		var report = report(null);
		assertThat(new String(report.json())).contains("\"total_orders\":10000,",
				"{\"period\":\"2025-06\",\"orders\":5000,");
		assertThat(this.statements).hasSize(1);
	}

	@Test
	void aReportReadsTheSumsByKeyAndNoOrders() {
		report(List.of(this.location));
		this.database.sql("ANALYZE order_daily_summary").update();
		String plan = String.join("\n",
				this.database.sql("EXPLAIN " + this.statements.getFirst())
					.params("{}", this.tenant, new Long[] { this.location }, new Long[] { this.location }, "YYYY",
							this.tenant, FILTER.from(), FILTER.to())
					.query(String.class)
					.list());
		assertThat(plan).contains("order_daily_summary")
			.doesNotContain(" on orders")
			.doesNotContain("order_report_rows");
	}

	private Report report(@Nullable List<Long> locations) {
		var scope = new OrderFilter.Scope(this.tenant, locations, null);
		return Tenancy.of(this.tenant).call(() -> query().summary(scope, FILTER));
	}

	/** A query on a connection that records its prepared statements. */
	private ReportQuery query() {
		return new ReportQuery(ConsistentReads.of(JdbcClient.create(new DelegatingDataSource(this.dataSource) {
			@Override
			public Connection getConnection() throws SQLException {
				return recording(super.getConnection());
			}
		})));
	}

	private Connection recording(Connection connection) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("prepareStatement")) {
						this.statements.add((String) arguments[0]);
					}
					return method.invoke(connection, arguments);
				});
	}

}
