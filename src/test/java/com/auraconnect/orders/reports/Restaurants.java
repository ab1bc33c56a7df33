package com.auraconnect.orders.reports;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Creates tenants and locations for a test, in databases that other tests use as well.
 * The locations confirm orders automatically and have no taxes.
 */
public record Restaurants(JdbcClient database) {

	private static final AtomicLong LAST = new AtomicLong(8_000);

	/** A new tenant, without locations. */
	public long newTenant() {
		long id = LAST.incrementAndGet();
		this.database.sql("INSERT INTO tenants (id, name) VALUES (?, 'Reported')").param(id).update();
		return id;
	}

	public long newLocation(long tenantId, String timeZone, String businessDayStart) {
		return newLocation(tenantId, timeZone, businessDayStart, "USD");
	}

	public long newLocation(long tenantId, String timeZone, String businessDayStart, String currency) {
		long id = LAST.incrementAndGet();
		this.database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency, business_day_start, auto_confirm)
				VALUES (?, ?, 'Reported', ?, ?, CAST(? AS TIME), TRUE)
				""").params(tenantId, id, timeZone, currency, businessDayStart).update();
		return id;
	}

	/** Inserts orders directly into the database, without events. */
	public void takeSilently(long tenantId, long locationId, String createdAt, int count) {
		this.database
			.sql("""
					INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, order_type, status,
					                    payment_status, degraded, subtotal, discount_amount, service_charge_amount,
					                    tax_amount, tip_amount, total_amount, discounts, service_charges, taxes, tax_rules,
					                    created_at)
					SELECT id, :tenantId, 1, 'R-' || id, 'reported-' || id, :locationId, 'dine_in', 'completed', 'paid', '[]',
					       10.00, 0.00, 0.00, 0.00, 2.00, 12.00, '[]', '[]', '[]', '[]',
					       CAST(:createdAt AS TIMESTAMPTZ) + number * interval '1 millisecond'
					FROM (SELECT nextval('orders_seq') AS id, number
					      FROM generate_series(0, :count - 1) number) numbers
					""")
			.param("tenantId", tenantId)
			.param("locationId", locationId)
			.param("createdAt", createdAt)
			.param("count", count)
			.update();
	}

}
