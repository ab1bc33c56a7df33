package com.auraconnect.orders.location;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.auraconnect.orders.order.Location;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.UnknownLocation;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * When a change applies to orders. A change that another replica has made is a change of
 * the database that this replica has not made.
 */
@ServiceTest
class LocationCacheIT {

	private static final AtomicLong NEXT_LOCATION = new AtomicLong(760_000);

	/** The time of the contract; it starts when the change is committed. */
	private static final Duration IN_FORCE = Duration.ofSeconds(1);

	private final long id = NEXT_LOCATION.incrementAndGet();

	private final ServiceClient admin;

	private final JdbcClient database;

	private final LocationCache unconnected;

	LocationCacheIT(ServiceClient client, TestEnvironment site, JdbcClient jdbc, LocationColumns columns,
			LocationSettings settings) {
		this.admin = client.admin(1);
		this.database = site.database();
		this.unconnected = new LocationCache(jdbc, columns, settings);
	}

	@Test
	void aChangeOfAnotherReplicaAppliesWithinASecond() {
		assertThat(order()).isEqualTo(400);
		this.database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency)
				VALUES (1, ?, 'New', 'UTC', 'USD')
				""").param(this.id).update();
		await().atMost(IN_FORCE).until(() -> order() == 201);

		this.database.sql("UPDATE locations SET accepting = FALSE WHERE id = ?").param(this.id).update();
		await().atMost(IN_FORCE).until(() -> order() == 409);

		this.database.sql("UPDATE locations SET accepting = TRUE WHERE id = ?").param(this.id).update();
		await().atMost(IN_FORCE).until(() -> order() == 201);

		this.database.sql("""
				INSERT INTO location_items (tenant_id, location_id, menu_item_id, changed_at, changed_by)
				VALUES (1, ?, 10, now(), 'maria')
				""").param(this.id).update();
		await().atMost(IN_FORCE).until(() -> order() == 422);

		this.database.sql("DELETE FROM location_items WHERE location_id = ?").param(this.id).update();
		await().atMost(IN_FORCE).until(() -> order() == 201);
	}

	@Test
	void aLocationIsReadOnceWhileTheDatabaseConfirmsThatNothingHasChanged() {
		create("USD");
		this.unconnected.caughtUp(System.nanoTime());
		assertThat(get(this.unconnected).currency()).isEqualTo("USD");

		setCurrency("EUR");

		this.unconnected.caughtUp(System.nanoTime());
		assertThat(get(this.unconnected).currency()).isEqualTo("USD");
		this.unconnected.notified("1:" + this.id);
		assertThat(get(this.unconnected).currency()).isEqualTo("EUR");
	}

	@Test
	void withoutTheConfirmationEachOrderReadsItsLocation() {
		create("USD");
		this.unconnected.caughtUp(System.nanoTime());
		get(this.unconnected);
		setCurrency("EUR");

		this.unconnected.caughtUp(System.nanoTime() - IN_FORCE.toNanos());

		assertThat(get(this.unconnected).currency()).isEqualTo("EUR");
		setCurrency("JPY");
		assertThat(get(this.unconnected).currency()).isEqualTo("JPY");
	}

	@Test
	void afterAReconnectNothingIsTakenForKnown() {
		create("USD");
		this.unconnected.caughtUp(System.nanoTime());
		get(this.unconnected);
		setCurrency("EUR");

		this.unconnected.subscribed();
		this.unconnected.caughtUp(System.nanoTime());

		assertThat(get(this.unconnected).currency()).isEqualTo("EUR");
	}

	@Test
	void thatALocationDoesNotExistIsForgottenWhenItIsCreated() {
		this.unconnected.caughtUp(System.nanoTime());
		assertThatExceptionOfType(UnknownLocation.class).isThrownBy(() -> get(this.unconnected));

		create("USD");
		this.unconnected.notified("1:" + this.id);

		assertThat(get(this.unconnected).id()).isEqualTo(this.id);
	}

	private int order() {
		return this.admin.post("/api/v1/orders", OrderBody.burgerAt(this.id)).status();
	}

	private void create(String currency) {
		assertThat(this.admin
			.put("/api/v1/locations/" + this.id, Map.of("name", "Bar", "time_zone", "UTC", "currency", currency))
			.status()).isEqualTo(201);
	}

	private void setCurrency(String currency) {
		this.database.sql("UPDATE locations SET currency = ? WHERE id = ?").params(currency, this.id).update();
	}

	private Location get(Locations locations) {
		return Tenancy.of(1).call(() -> locations.get(1, this.id));
	}

}
