package com.auraconnect.orders.location;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.VersionCondition;
import com.auraconnect.orders.order.read.AnswerSettings;
import com.auraconnect.orders.outbox.EventAppender;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Locations where the platform creates the tenants: TENANT_SELF_SERVICE=false. */
@ServiceTest
class TenantSelfServiceIT {

	private static final long TENANT = 78_001;

	private final LocationService service;

	private final JdbcClient database;

	TenantSelfServiceIT(LocationRepository locations, LocationItems items, EventAppender events, LocationCache cache,
			LocationColumns columns, AnswerSettings answers, PlatformTransactionManager transactions, Clock clock,
			TestEnvironment site) {
		var settings = new LocationSettings(false, 1000, 500, Duration.ofSeconds(1), 1000);
		this.service = new LocationService(locations, items, events, cache, columns, settings, answers, transactions,
				clock);
		this.database = site.database();
	}

	@Test
	void aTenantIsNotMadeAndALocationOfAnExistingOneIs() {
		assertThatExceptionOfType(TenantNotSetUp.class).isThrownBy(this::put);
		assertThat(this.database.sql("SELECT name FROM tenants WHERE id = ?").param(TENANT).query(String.class).list())
			.isEmpty();

		this.database.sql("INSERT INTO tenants (id, name) VALUES (?, 'Of the platform')").param(TENANT).update();

		assertThat(put().isNew()).isTrue();
		assertThat(this.database.sql("SELECT name FROM tenants WHERE id = ?").param(TENANT).query(String.class).list())
			.containsExactly("Of the platform");
	}

	private LocationService.Saved put() {
		var rules = new LocationRequest("Bar", "UTC", "EUR", null, null, null, null, null, Optional.empty(), null, null,
				null, null)
			.toRules();
		var target = new LocationCommand(TENANT, 1, "maria", VersionCondition.ANY, false, ResponseRecorder.NONE);
		return Tenancy.of(TENANT).call(() -> this.service.put(target, rules));
	}

}
