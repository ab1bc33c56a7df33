package com.auraconnect.orders.idempotency;

import java.util.UUID;

import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.Surroundings;
import com.auraconnect.orders.testing.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A key whose request could not be done is as good as new. */
@OutageTest
class IdempotencyInAnOutageIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(2).with("table_number", "outage");

	private final ServiceClient staff;

	private final Surroundings surroundings;

	private final Partner menu;

	private final JdbcClient database;

	IdempotencyInAnOutageIT(ServiceClient client, Surroundings surroundings, TestSite site) {
		this.staff = client.staff(1, 2L);
		this.surroundings = surroundings;
		this.menu = surroundings.sandbox().partner("menu");
		this.database = site.database();
	}

	@BeforeEach
	@AfterEach
	void everybodyIsUp() {
		this.surroundings.restore();
	}

	@Test
	void aCreateThatFailedForTheMenuSucceedsOnceTheMenuIsBack() {
		ServiceClient keyed = this.staff.withKey(UUID.randomUUID().toString());
		this.menu.mode(Mode.DOWN);
		Answer refused = keyed.post("/api/v1/orders", BURGER);
		this.menu.mode(Mode.UP);
		Answer taken = keyed.post("/api/v1/orders", BURGER);
		Answer repeated = keyed.post("/api/v1/orders", BURGER);

		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.text("/code")).isEqualTo("MENU_UNAVAILABLE");
		assertThat(refused.header("Retry-After")).isPresent();
		assertThat(taken.status()).as(taken::toString).isEqualTo(201);
		assertThat(taken.isReplay()).isFalse();
		assertThat(repeated.body()).isEqualTo(taken.body());
		assertThat(this.database.sql("SELECT count(*) FROM orders WHERE table_number = 'outage'")
			.query(Long.class)
			.single()).isEqualTo(1);
	}

}
