package com.auraconnect.orders.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import com.auraconnect.orders.order.BusinessDays;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the business day that the database computes with that of {@link Location}. */
@ServiceTest
class BusinessDayIT {

	private static final List<String> ZONES = List.of("America/New_York", "America/Chicago", "America/Los_Angeles",
			"America/St_Johns", "America/Phoenix", "America/Sao_Paulo", "Europe/London", "Europe/Berlin",
			"Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Apia",
			"UTC");

	private static final List<String> STARTS = List.of("00:00", "01:30", "02:00", "02:30", "04:00", "05:00:30", "12:00",
			"23:59");

	private final JdbcClient database;

	BusinessDayIT(TestEnvironment site) {
		this.database = site.database();
	}

	/** Clocks go forward on 2026-03-08 at 02:00 and back on 2026-11-01 at 02:00. */
	@ParameterizedTest
	@CsvSource({ "04:00, 2026-11-22T08:59:59.999Z, 2026-11-21", "04:00, 2026-11-22T09:00:00Z, 2026-11-22",
			"00:00, 2026-11-22T04:59:59.999Z, 2026-11-21", "00:00, 2026-11-22T05:00:00Z, 2026-11-22",
			// 01:59:59 is followed by 03:00, an hour before the day begins
			"04:00, 2026-03-08T06:59:59.999Z, 2026-03-07", "04:00, 2026-03-08T07:00:00Z, 2026-03-07",
			"04:00, 2026-03-08T07:59:59.999Z, 2026-03-07", "04:00, 2026-03-08T08:00:00Z, 2026-03-08",
			// a day whose start is skipped by the clock starts at the next existing time
			"02:30, 2026-03-08T06:59:59.999Z, 2026-03-07", "02:30, 2026-03-08T07:00:00Z, 2026-03-08",
			// 01:30 occurs twice
			"04:00, 2026-11-01T05:30:00Z, 2026-10-31", "04:00, 2026-11-01T06:30:00Z, 2026-10-31",
			"04:00, 2026-11-01T08:59:59.999Z, 2026-10-31", "04:00, 2026-11-01T09:00:00Z, 2026-11-01",
			// a day that starts within the repeated hour is left and entered again
			"01:30, 2026-11-01T05:30:00Z, 2026-11-01", "01:30, 2026-11-01T06:00:00Z, 2026-10-31",
			"01:30, 2026-11-01T06:30:00Z, 2026-11-01" })
	void inNewYorkTheDayIs(LocalTime start, Instant moment, LocalDate day) {
		assertThat(inTheDatabase("America/New_York", start, moment)).isEqualTo(day);
		assertThat(inJava("America/New_York", start, moment)).isEqualTo(day);
	}

	@Test
	void bothAgreeThroughoutTheYear() {
		var random = new Random(4);
		for (String zone : ZONES) {
			for (String start : STARTS) {
				for (int i = 0; i < 50; i++) {
					assertAgreement(zone, LocalTime.parse(start), momentBetween2020And2026(random));
				}
				aroundTheTransitionsOf(zone).forEach((moment) -> assertAgreement(zone, LocalTime.parse(start), moment));
			}
		}
	}

	private void assertAgreement(String zone, LocalTime start, Instant moment) {
		assertThat(inTheDatabase(zone, start, moment)).as("%s, %s, %s", zone, start, moment)
			.isEqualTo(inJava(zone, start, moment));
	}

	private static Instant momentBetween2020And2026(Random random) {
		return Instant.parse("2020-01-01T00:00:00Z").plusMillis(random.nextLong(7L * 365 * 24 * 3600 * 1000));
	}

	private static List<Instant> aroundTheTransitionsOf(String zone) {
		var transition = ZoneId.of(zone).getRules().nextTransition(Instant.parse("2025-01-01T00:00:00Z"));
		return (transition == null) ? List.of()
				: List.of(-7201, -3601, -1800, -1, 0, 1, 1800, 3600, 7200)
					.stream()
					.map((seconds) -> transition.getInstant().plusSeconds(seconds))
					.toList();
	}

	private LocalDate inTheDatabase(String zone, LocalTime start, Instant moment) {
		OffsetDateTime time = moment.atOffset(ZoneOffset.UTC);
		return this.database.sql("SELECT business_day(?, ?, ?)")
			.params(time, zone, start)
			.query(LocalDate.class)
			.single();
	}

	private static LocalDate inJava(String zone, LocalTime start, Instant moment) {
		return new BusinessDays(ZoneId.of(zone), start).of(moment);
	}

}
