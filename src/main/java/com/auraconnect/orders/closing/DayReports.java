package com.auraconnect.orders.closing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.LocationKey;

/** Reads the report of a day from its bookings. */
@Component
class DayReports {

	private static final String BOOKINGS = """
			SELECT kind, name, own_day < business_day AS is_late, sum(amount) AS amount, sum(count) AS count
			FROM day_bookings
			WHERE tenant_id = :tenantId AND location_id = :locationId AND business_day = :day
			GROUP BY kind, name, is_late
			ORDER BY kind, name
			""";

	/**
	 * Orders of the day, and of earlier days that are closed: what is missing of them
	 * will be booked on this day.
	 */
	private static final String ORDERS = """
			SELECT b.order_id
			FROM order_bookings b
			WHERE b.tenant_id = :tenantId AND b.location_id = :locationId
			  AND (b.business_day = :day
			       OR b.business_day < :day AND EXISTS (SELECT
			                                            FROM closings c
			                                            WHERE c.tenant_id = b.tenant_id
			                                              AND c.location_id = b.location_id
			                                              AND c.business_day = b.business_day))
			  AND %s
			ORDER BY b.order_id
			LIMIT 1000
			""";

	/** The first condition is that of the index. */
	private static final String UNBALANCED = ORDERS.formatted("(b.is_open OR b.balance <> 0) AND b.balance <> 0");

	private static final String OPEN = ORDERS.formatted("(b.is_open OR b.balance <> 0) AND b.is_open");

	private final JdbcClient jdbc;

	DayReports(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param isLate whether it belongs to an earlier day that is closed
	 */
	private record Booking(String kind, String name, boolean isLate, BigDecimal amount, long count) {
	}

	/**
	 * Reads the report of an open day, as it is booked.
	 * @param sequence last event that is booked
	 */
	DayReport read(LocationKey place, LocalDate day, String currency, long sequence) {
		var sums = new Sums(bind(BOOKINGS, place, day)
			.query((row, _) -> new Booking(row.getString("kind"), row.getString("name"), row.getBoolean("is_late"),
					row.getBigDecimal("amount"), row.getLong("count")))
			.list(), zero(currency));
		return new DayReport(place.locationId(), day, currency, null, sequence, sums.of("gross"), sums.of("discounts"),
				sums.of("comps"), sums.of("voids"), sums.of("service_charges"), sums.taxes(), sums.of("tips"),
				sums.tenders(), sums.cash(), sums.of("rounding"), bind(UNBALANCED, place, day).query(Long.class).list(),
				sums.of("refunds_of_earlier_days"), sums.adjustedAfterClosing());
	}

	/** Returns zero with the decimals of a currency. */
	static BigDecimal zero(String currency) {
		return BigDecimal.ZERO.setScale(Currency.getInstance(currency).getDefaultFractionDigits());
	}

	/**
	 * Returns the orders of a day, and of earlier closed days, that are neither completed
	 * nor cancelled.
	 */
	List<Long> openOrders(LocationKey place, LocalDate day) {
		return bind(OPEN, place, day).query(Long.class).list();
	}

	private JdbcClient.StatementSpec bind(String sql, LocationKey place, LocalDate day) {
		return this.jdbc.sql(sql)
			.param("tenantId", place.tenantId())
			.param("locationId", place.locationId())
			.param("day", day);
	}

	/**
	 * @param zero zero with the decimals of the currency
	 */
	private record Sums(List<Booking> bookings, BigDecimal zero) {

		BigDecimal of(String kind) {
			return sum((booking) -> booking.kind().equals(kind));
		}

		private BigDecimal of(String kind, String name) {
			return sum((booking) -> booking.kind().equals(kind) && booking.name().equals(name));
		}

		private BigDecimal sum(Predicate<Booking> which) {
			return this.bookings.stream().filter(which).map(Booking::amount).reduce(this.zero, BigDecimal::add);
		}

		private TreeSet<String> names(String... kinds) {
			var names = new TreeSet<String>();
			for (var kind : kinds) {
				this.bookings.stream()
					.filter((booking) -> booking.kind().equals(kind))
					.map(Booking::name)
					.forEach(names::add);
			}
			return names;
		}

		List<DayReport.Tax> taxes() {
			var taxes = new ArrayList<DayReport.Tax>();
			for (var name : names("taxes", "tax_bases")) {
				taxes.add(tax(name, false, "tax_bases", "taxes"));
			}
			for (var name : names("inclusive_taxes", "inclusive_tax_bases")) {
				taxes.add(tax(name, true, "inclusive_tax_bases", "inclusive_taxes"));
			}
			return taxes;
		}

		/**
		 * @param booked rate and name, separated by a blank
		 */
		private DayReport.Tax tax(String booked, boolean inclusive, String bases, String amounts) {
			var parts = booked.split(" ", 2);
			return new DayReport.Tax(parts[1], new BigDecimal(parts[0]), inclusive, of(bases, booked),
					of(amounts, booked));
		}

		List<DayReport.Tender> tenders() {
			return names("tenders", "refunds").stream()
				.map((method) -> new DayReport.Tender(method, count(method), of("tenders", method),
						of("refunds", method)))
				.toList();
		}

		private long count(String method) {
			return this.bookings.stream()
				.filter((booking) -> booking.kind().equals("tenders") && booking.name().equals(method))
				.mapToLong(Booking::count)
				.sum();
		}

		BigDecimal cash() {
			return of("tenders", "cash").add(of("tips", "cash")).subtract(of("refunds", "cash"));
		}

		BigDecimal adjustedAfterClosing() {
			return late("gross").subtract(late("discounts"))
				.subtract(late("comps"))
				.add(late("service_charges"))
				.add(late("taxes"));
		}

		private BigDecimal late(String kind) {
			return sum((booking) -> booking.isLate() && booking.kind().equals(kind));
		}

	}

}
