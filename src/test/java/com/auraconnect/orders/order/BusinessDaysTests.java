package com.auraconnect.orders.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Business days of a location whose time zone or day start changes. */
class BusinessDaysTests {

	private static final LocalTime FOUR = LocalTime.of(4, 0);

	private static final BusinessDays NEW_YORK = new BusinessDays(ZoneId.of("America/New_York"), FOUR);

	/** 18:00 in New York. */
	private static final Instant EVENING = Instant.parse("2026-11-22T23:00:00Z");

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

	/** Without daylight saving time, in which a day may be entered twice anyway. */
	private static final ZoneId[] ZONES = { ZoneId.of("America/Phoenix"), ZoneId.of("Pacific/Kiritimati"),
			ZoneId.of("Pacific/Honolulu"), ZoneId.of("Africa/Lagos"), ZoneId.of("Asia/Kolkata") };

	@Test
	void aChangeBeginsWithTheNextBusinessDay() {
		var changed = NEW_YORK.changed(ZoneId.of("America/New_York"), LocalTime.of(6, 0), EVENING);

		assertThat(changed.of(EVENING)).isEqualTo(TODAY);
		// 04:30 in New York: the old start still ends the day of the change
		assertThat(changed.of(Instant.parse("2026-11-23T09:30:00Z"))).isEqualTo(TODAY.plusDays(1));
		assertThat(changed.of(Instant.parse("2026-11-24T10:30:00Z"))).isEqualTo(TODAY.plusDays(1));
		assertThat(changed.of(Instant.parse("2026-11-24T11:00:00Z"))).isEqualTo(TODAY.plusDays(2));
	}

	@Test
	void aDayThatHasEndedIsCountedAsItWas() {
		var changed = NEW_YORK.changed(ZoneId.of("Asia/Tokyo"), FOUR, EVENING)
			.changed(ZoneId.of("Europe/Vienna"), LocalTime.of(5, 0), EVENING.plusSeconds(86_400 * 10));

		for (var moment = EVENING.minusSeconds(86_400 * 3); moment
			.isBefore(EVENING); moment = moment.plusSeconds(600)) {
			assertThat(changed.of(moment)).isEqualTo(NEW_YORK.of(moment));
		}
		assertThat(changed.earlier()).hasSize(2);
	}

	@Test
	void aChangeThatIsTakenBackTheSameDayLeavesNoTrace() {
		var changed = NEW_YORK.changed(ZoneId.of("Asia/Tokyo"), FOUR, EVENING)
			.changed(NEW_YORK.timeZone(), FOUR, EVENING.plusSeconds(60));

		assertThat(changed).isEqualTo(NEW_YORK);
	}

	@Test
	void theLastChangeOfADayReplacesTheOthers() {
		var changed = NEW_YORK.changed(ZoneId.of("Asia/Tokyo"), FOUR, EVENING)
			.changed(ZoneId.of("Europe/Vienna"), FOUR, EVENING.plusSeconds(60));

		assertThat(changed).isEqualTo(NEW_YORK.changed(ZoneId.of("Europe/Vienna"), FOUR, EVENING.plusSeconds(60)));
	}

	@Property
	void businessDaysNeverGoBack(@ForAll @IntRange(max = 4) int before, @ForAll @IntRange(max = 4) int after,
			@ForAll @IntRange(max = 23) int oldStart, @ForAll @IntRange(max = 23) int newStart,
			@ForAll @LongRange(max = 366 * 24 * 4) long quarters) {
		var now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(quarters * 900);
		var old = new BusinessDays(ZONES[before], LocalTime.of(oldStart, 0));
		var changed = old.changed(ZONES[after], LocalTime.of(newStart, 30), now);

		assertThat(changed.of(now)).isEqualTo(old.of(now));
		var day = changed.of(now);
		for (var moment = now; moment.isBefore(now.plusSeconds(86_400 * 4)); moment = moment.plusSeconds(900)) {
			assertThat(changed.of(moment)).isAfterOrEqualTo(day);
			day = changed.of(moment);
		}
		var last = now.plusSeconds(86_400 * 4);
		assertThat(changed.of(last)).isEqualTo(new BusinessDays(ZONES[after], LocalTime.of(newStart, 30)).of(last));
	}

}
