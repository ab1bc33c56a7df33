package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** When a location takes orders. */
class LocationTests {

	private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

	private static final Instant END = NOW.plusSeconds(600);

	@Test
	void anOpenLocationTakesOrders() {
		requireAccepting(Availability.OPEN, null, null);
	}

	@Test
	void aPausedLocationSaysWhenItGoesOn() {
		assertThatExceptionOfType(LocationPaused.class).isThrownBy(() -> requireAccepting(paused(END), null, null))
			.satisfies((ex) -> assertThat(ex.remaining()).isEqualTo(Duration.ofMinutes(10)));
		assertThatExceptionOfType(LocationPaused.class).isThrownBy(() -> requireAccepting(paused(null), null, null))
			.satisfies((ex) -> assertThat(ex.remaining()).isNull());
	}

	@Test
	void aPauseEndsAtItsEnd() {
		requireAccepting(paused(NOW), null, null);
		assertThat(paused(END).at(END.minusMillis(1)).isAccepting()).isFalse();
		assertThat(paused(END).at(END).isAccepting()).isTrue();
	}

	@Test
	void anOrderForAfterThePauseIsTaken() {
		requireAccepting(paused(END), null, END);
		assertThatExceptionOfType(LocationPaused.class)
			.isThrownBy(() -> requireAccepting(paused(END), null, END.minusMillis(1)));
		assertThatExceptionOfType(LocationPaused.class)
			.isThrownBy(() -> requireAccepting(paused(null), null, END.plusSeconds(86_400)));
	}

	@Test
	void whatWasSoldOfflineIsTaken() {
		requireAccepting(paused(null), NOW.minusSeconds(60), null);
		requireAccepting(new Availability(false, true, Duration.ZERO, null), NOW.minusSeconds(60), null);
	}

	@Test
	void anInactiveLocationTakesNoneWheneverItsPauseEnds() {
		var inactive = new Availability(false, false, Duration.ZERO, END);

		assertThatExceptionOfType(LocationPaused.class).isThrownBy(() -> requireAccepting(inactive, null, END))
			.satisfies((ex) -> assertThat(ex.remaining()).isNull());
		assertThat(inactive.at(END).isActive()).isFalse();
	}

	@Test
	void extraTimeEndsWithThePause() {
		var busy = new Availability(true, true, Duration.ofMinutes(20), END);

		assertThat(busy.at(NOW).extraTime()).isEqualTo(Duration.ofMinutes(20));
		assertThat(busy.at(END).extraTime()).isZero();
	}

	private static void requireAccepting(Availability availability, @Nullable Instant placedAt,
			@Nullable Instant scheduledFor) {
		var open = OrderMother.location(true);
		new Location(open.tenantId(), open.id(), open.currency(), open.businessDays(), open.autoConfirm(),
				open.taxRules(), availability, open.scheduling(), open.courses(), open.payments(), open.itemsOut())
			.requireAccepting(placedAt, scheduledFor, NOW);
	}

	private static Availability paused(@Nullable Instant until) {
		return new Availability(true, false, Duration.ZERO, until);
	}

}
